// One message, drawn.

import { avatar, h, icon, iconButton } from "./dom.js";
import { patchBlocks } from "./blocks.js";
import { mrkdwn } from "./mrkdwn.js";
import { collect } from "./state.js";
import { surface } from "./surface.js";
import { moment, timeOf } from "./time.js";

export function authorOf(message, workspace) {
  const app = Boolean(message.bot_id) || message.user === workspace.bot.user_id;
  const person = workspace.person(message.user);
  const name =
    message.username || person?.real_name || person?.name || (app && workspace.bot.name) || "Somebody";
  return { id: message.user ?? message.bot_id ?? "", name, app };
}

/** options: {channel, follows: same author just before, inThread, openThread(ts)} */
export function renderMessage(message, workspace, options, before) {
  const author = authorOf(message, workspace);
  const classes = [
    "message",
    options.follows && "follows",
    message.ephemeral && "ephemeral",
    message.subtype === "tombstone" && "event",
  ];
  const node = h("article", {
    class: classes.filter(Boolean).join(" "),
    role: "listitem",
    "aria-label": `${author.name}, ${moment(Number(message.ts), workspace.zone)}`,
    data: { ts: message.ts },
  });
  const context = surface(workspace, {
    container: { type: "message", channel: options.channel, ts: message.ts },
    root: () => node,
    channel: options.channel,
    kept: { ...message.state?.values, ...(before && collect(before)) },
  });
  node.append(gutter(message, author, workspace, options), body(message, author, context, options));
  if (!message.ephemeral && !options.inThread) node.append(toolbar(message, options));
  return node;
}

function gutter(message, author, workspace, { follows }) {
  if (follows)
    return h(
      "span",
      { class: "gutter time", "aria-hidden": "true" },
      timeOf(Number(message.ts), workspace.zone),
    );
  return h("span", { class: "gutter" }, avatar(author.id, author.name, author.app));
}

function body(message, author, context, options) {
  const time = h(
    "time",
    { class: "time", title: moment(Number(message.ts), context.zone) },
    timeOf(Number(message.ts), context.zone),
  );
  const head = h(
    "div",
    { class: "head" },
    h("span", { class: "author" }, author.name),
    author.app && h("span", { class: "app-tag" }, "App"),
    time,
  );
  return h(
    "div",
    { class: "message-body" },
    message.ephemeral && h("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
    !options.follows && head,
    content(message, context),
    message.edited && h("span", { class: "edited" }, "(edited)"),
    (message.attachments ?? []).map((attachment) => renderAttachment(attachment, context)),
    (message.files ?? []).map((file) => renderFile(file, context)),
    replies(message, options),
  );
}

// As in Slack: where there are blocks, `text` is for notifications only.
function content(message, context) {
  const holder = h("div", { class: "content" });
  if (message.blocks?.length) patchBlocks(holder, message.blocks, context);
  else
    holder.append(
      h(
        "div",
        { class: "text" },
        message.mrkdwn === false ? (message.text ?? "") : mrkdwn(message.text ?? "", context),
      ),
    );
  return holder;
}

function renderAttachment(attachment, context) {
  const node = h("div", { class: "attachment" });
  if (/^#?[0-9a-f]{6}$/i.test(attachment.color ?? ""))
    node.style.borderColor = `#${attachment.color.replace("#", "")}`;
  if (attachment.blocks?.length) patchBlocks(node, attachment.blocks, context);
  else {
    for (const part of [attachment.pretext, attachment.title, attachment.text ?? attachment.fallback]) {
      if (part) node.append(h("div", { class: "text" }, mrkdwn(part, context)));
    }
  }
  return node;
}

// Not `url_private`, which is for the app and its token.
function renderFile(file, context) {
  const url = context.fileUrl(file);
  const name = file.title || file.name || "File";
  const picture =
    url &&
    file.mimetype?.startsWith("image/") &&
    h("img", { src: url, alt: file.alt_txt || name, loading: "lazy" });
  const caption = url ? h("a", { class: "link", href: url, target: "_blank", rel: "noopener" }, name) : name;
  return h("figure", { class: "file" }, h("figcaption", {}, caption), picture);
}

function replies(message, { openThread, inThread }) {
  if (inThread || !message.reply_count) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h(
    "button",
    { type: "button", class: "replies", onclick: () => openThread(message.ts) },
    icon("thread"),
    words,
  );
}

function toolbar(message, { openThread }) {
  const open = () => openThread(message.thread_ts ?? message.ts);
  return h("div", { class: "toolbar" }, iconButton("thread", "Reply in thread", open));
}
