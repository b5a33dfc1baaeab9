// Times in a person's zone. The browser's own zone is nobody's here: one browser is many people.

const DAY = 86400;
const formatters = new Map();

function formatter(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formatters.has(key))
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: usable(zone), ...options }));
  return formatters.get(key);
}

function usable(zone) {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone || "UTC";
  } catch {
    return "UTC";
  }
}

export function format(epoch, zone, options) {
  return formatter(zone, options).format(new Date(epoch * 1000));
}

function parts(epoch, zone) {
  const options = {
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  const list = formatter(zone, options).formatToParts(new Date(epoch * 1000));
  return Object.fromEntries(list.map((part) => [part.type, part.value]));
}

export function dayOf(epoch, zone) {
  const { year, month, day } = parts(epoch, zone);
  return `${year}-${month}-${day}`;
}

export function timeOf(epoch, zone) {
  const { hour, minute } = parts(epoch, zone);
  return `${hour}:${minute}`;
}

/** Seconds → the value of `<input type=datetime-local>` as a clock on this person's wall shows it. */
export function toLocalInput(epoch, zone) {
  return `${dayOf(epoch, zone)}T${timeOf(epoch, zone)}`;
}

/** The reverse. In the hour a zone skips, the later clock counts; in the one it repeats, the earlier. */
export function fromLocalInput(text, zone) {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const wall = Date.parse(`${text.slice(0, 16)}:00Z`) / 1000;
  const candidates = [wall - offset(wall - DAY, zone), wall - offset(wall + DAY, zone)];
  const exact = candidates.filter((epoch) => wall - offset(epoch, zone) === epoch);
  return exact.length ? Math.min(...exact) : Math.max(...candidates);
}

function offset(epoch, zone) {
  const { year, month, day, hour, minute, second } = parts(epoch, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(epoch);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };

export function dayName(epoch, zone, now) {
  return relativeDay(epoch, zone, now, true) ?? format(epoch, zone, LONG);
}

function relativeDay(epoch, zone, now, capital) {
  const days = (Date.parse(dayOf(epoch, zone)) - Date.parse(dayOf(now, zone))) / (DAY * 1000);
  const word = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
  return word && capital ? word[0].toUpperCase() + word.slice(1) : word;
}

export function moment(epoch, zone) {
  const day = format(epoch, zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
  return `${day}, ${timeOf(epoch, zone)}`;
}

const DATES = {
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: LONG,
};

function dateToken(name, epoch, zone, now, atStart) {
  if (name === "date_num") return dayOf(epoch, zone);
  if (name === "date_slash") return dayOf(epoch, zone).split("-").reverse().join("/");
  if (name === "time") return timeOf(epoch, zone);
  if (name === "time_secs") return `${timeOf(epoch, zone)}:${parts(epoch, zone).second}`;
  if (name === "ago") return ago(now - epoch);
  const plain = name.replace(/_pretty$/, "");
  if (!(plain in DATES)) return `{${name}}`;
  const relative = name === plain ? undefined : relativeDay(epoch, zone, now, atStart);
  return relative ?? format(epoch, zone, DATES[plain]);
}

/** What `<!date^…>` shows: its format's {tokens} filled in for the reader. */
export function fillDate(pattern, epoch, zone, now) {
  return pattern.replace(/\{(\w+)\}/g, (_, name, at) => dateToken(name, epoch, zone, now, at === 0));
}

const UNITS = [
  [DAY, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

function counted(count, unit) {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function ago(seconds) {
  const length = Math.abs(seconds);
  const [size, unit] = UNITS.find(([one]) => length >= one) ?? UNITS.at(-1);
  const words = counted(Math.floor(length / size), unit);
  return seconds < 0 ? `in ${words}` : `${words} ago`;
}

/** Seconds in words, to the minute and in two units at most. */
export function span(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ].filter(([count]) => count);
  return parts
    .slice(0, 2)
    .map(([count, unit]) => counted(count, unit))
    .join(" ");
}
