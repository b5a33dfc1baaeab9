// The names people use most. An unknown one stays `:name:`, as in Slack.

const TABLE = `+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|clap 👏|pray 🙏|raised_hands 🙌|muscle 💪
point_right 👉|point_left 👈|point_up 👆|point_down 👇|eyes 👀|brain 🧠|bust_in_silhouette 👤|busts_in_silhouette 👥
smile 😄|smiley 😃|grinning 😀|joy 😂|slightly_smiling_face 🙂|wink 😉|blush 😊|heart_eyes 😍|thinking_face 🤔
neutral_face 😐|confused 😕|cry 😢|sob 😭|scream 😱|sweat_smile 😅|sunglasses 😎|tada 🎉|sparkles ✨|fire 🔥|100 💯
heart ❤️|broken_heart 💔|star ⭐|star2 🌟|zap ⚡|boom 💥|rocket 🚀|trophy 🏆|medal 🏅|gift 🎁|balloon 🎈|coffee ☕
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️
no_entry ⛔|no_entry_sign 🚫|question ❓|grey_question ❔|exclamation ❗|grey_exclamation ❕|bangbang ‼️
information_source ℹ️|bulb 💡|bell 🔔|no_bell 🔕|speech_balloon 💬|thought_balloon 💭|mega 📣|loudspeaker 📢
calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock2 🕑|clock3 🕒|clock9 🕘|alarm_clock ⏰|stopwatch ⏱️
hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|books 📚|book 📖|notebook 📓
page_facing_up 📄|file_folder 📁|open_file_folder 📂|card_index 📇|link 🔗|paperclip 📎|pushpin 📌|mag 🔍|mag_right 🔎
lock 🔒|unlock 🔓|key 🔑|gear ⚙️|hammer_and_wrench 🛠️|wrench 🔧|package 📦|email 📧|envelope ✉️|inbox_tray 📥
outbox_tray 📤|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|dart 🎯|house 🏠|office 🏢
large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|red_circle 🔴|large_blue_circle 🔵|white_circle ⚪
black_circle ⚫|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁
heavy_plus_sign ➕|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|robot_face 🤖|computer 💻|phone ☎️
telephone_receiver 📞|video_camera 📹|camera 📷|sunny ☀️|palm_tree 🌴|beach_with_umbrella 🏖️|face_with_thermometer 🤒`;

const EMOJI = new Map(TABLE.split(/[|\n]/).map((entry) => entry.split(" ")));

export function emoji(name) {
  return EMOJI.get(name.split("::")[0]) ?? null;
}

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
