// Slack's mrkdwn → nodes. Anything that is not understood stays the text it was.

import { emoji, withEmoji } from "./emoji.js";
import { h, link } from "./dom.js";
import { fillDate } from "./time.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Once and in one pass: `&amp;lt;` is the text `&lt;`, not `<`. */
export function unescape(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

/** The text of a plain_text object, as a string. */
export function plain(object) {
  if (!object) return "";
  const text = unescape(object.text ?? "");
  return object.emoji === false ? text : withEmoji(text);
}

/** A text object of either kind, as nodes. */
export function richText(object, context) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text ?? "", context, object.verbatim === true);
  return [plain(object)];
}

export function mrkdwn(text, context, verbatim = false) {
  const scene = { context, verbatim };
  // The line breaks beside a fence belong to it: they are no empty lines.
  const parts = text.split(/\n?```([\s\S]*?)```\n?/g);
  return parts.flatMap((part, index) => (index % 2 ? [fence(part)] : lines(part, scene)));
}

function fence(text) {
  const shown = text
    .replace(/^\n|\n$/g, "")
    .replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, url, label) => label ?? url);
  return h("pre", { class: "code" }, h("code", {}, unescape(shown)));
}

const QUOTE = /^(?:&gt;|>) ?/;
const REST_QUOTED = /^(?:&gt;|>){3} ?/;
const BULLET = /^(\s*)([•◦▪‣●○–-]|\d{1,2}[.)])\s+(?=\S)/;

// Runs of ordinary lines become one text with line breaks; quotes and bullets stand for themselves.
function lines(text, scene) {
  const nodes = [];
  if (text === "") return nodes;
  const all = text.split("\n");
  for (let at = 0; at < all.length;) at = takeLines(all, at, nodes, scene);
  return nodes;
}

function takeLines(all, at, nodes, scene) {
  if (REST_QUOTED.test(all[at])) {
    const rest = [all[at].replace(REST_QUOTED, ""), ...all.slice(at + 1)];
    nodes.push(h("blockquote", {}, lines(rest.join("\n"), scene)));
    return all.length;
  }
  const kind = kindOf(all[at]);
  let end = at + 1;
  while (end < all.length && kindOf(all[end]) === kind && !REST_QUOTED.test(all[end])) end += 1;
  nodes.push(...DRAW[kind](all.slice(at, end), scene));
  return end;
}

function kindOf(line) {
  if (line === "") return "blank";
  if (QUOTE.test(line)) return "quote";
  return BULLET.test(line) ? "bullet" : "ordinary";
}

const DRAW = {
  blank: (run) => run.map(() => h("div", { class: "gap" })),
  quote: (run, scene) => [
    h("blockquote", {}, lines(run.map((line) => line.replace(QUOTE, "")).join("\n"), scene)),
  ],
  bullet: (run, scene) => run.map((line) => bullet(line, scene)),
  ordinary: (run, scene) =>
    run.flatMap((line, index) => (index ? ["\n", ...inline(line, scene)] : inline(line, scene))),
};

// Slack shows the mark that was typed; only the hanging indent is ours.
function bullet(line, scene) {
  const [whole, indent, mark] = BULLET.exec(line);
  const level = Math.min(Math.floor(indent.length / 2), 4);
  const content = h("span", {}, inline(line.slice(whole.length), scene));
  return h("div", { class: `bullet level-${level}` }, h("span", { class: "mark" }, `${mark} `), content);
}

const WORD = /[\p{L}\p{N}]/u;
const MARKS = { "*": "strong", _: "em", "~": "s" };

export function inline(text, scene) {
  const nodes = [];
  let plainText = "";
  let at = 0;
  const flush = () => {
    if (plainText) nodes.push(unescape(plainText));
    plainText = "";
  };
  while (at < text.length) {
    const found = tokenAt(text, at, scene);
    if (found) {
      flush();
      nodes.push(...found.nodes);
      at += found.length;
    } else {
      plainText += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function tokenAt(text, at, scene) {
  const letter = text[at];
  if (letter === "<") return control(text.slice(at), scene);
  if (letter === "`") return code(text.slice(at));
  if (letter === ":") return emojiAt(text.slice(at));
  if (letter in MARKS) return marked(text, at, scene);
  if (letter === "h" && !scene.verbatim && !WORD.test(text[at - 1] ?? "")) return bareLink(text.slice(at));
  return null;
}

function code(rest) {
  const match = /^`([^`\n]+)`/.exec(rest);
  return match && { nodes: [h("code", {}, unescape(match[1]))], length: match[0].length };
}

function emojiAt(rest) {
  const match = /^:([a-z0-9_+-]+):/.exec(rest);
  const sign = match && emoji(match[1]);
  return sign && { nodes: [sign], length: match[0].length };
}

function bareLink(rest) {
  const match = /^https?:\/\/[^\s<>|*]+[^\s<>|*.,;:!?)'"_~]/.exec(rest);
  return match && { nodes: [link(unescape(match[0]), unescape(match[0]))], length: match[0].length };
}

// Bold and the like hold only around whole words: snake_case and 2*3*4 are left alone.
function marked(text, at, scene) {
  const mark = text[at];
  if (WORD.test(text[at - 1] ?? "") || /[\s]/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return null;
  const end = closing(text, at, mark);
  if (end < 0) return null;
  const node = h(MARKS[mark], {}, inline(text.slice(at + 1, end), scene));
  return { nodes: [node], length: end - at + 1 };
}

function closing(text, at, mark) {
  for (let end = at + 1; end < text.length; end += 1) {
    const skip =
      (text[end] === "<" || text[end] === "`") && /^(?:<[^<>\n]+>|`[^`\n]+`)/.exec(text.slice(end));
    if (skip) end += skip[0].length - 1;
    else if (text[end] === mark && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? "")) return end;
  }
  return -1;
}

function control(rest, scene) {
  const match = /^<([^<>\n]+)>/.exec(rest);
  if (!match) return null;
  const [body, label] = splitOnce(match[1], "|");
  const node = meaning(body, label, scene);
  return node && { nodes: [node], length: match[0].length };
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function meaning(body, label, { context }) {
  if (body.startsWith("@")) return userMention(body.slice(1), context, label);
  if (body.startsWith("#")) return channelMention(body.slice(1), context, label);
  if (body.startsWith("!")) return special(body.slice(1), label, context);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(body)) return null;
  return link(unescape(body), unescape(label ?? body.replace(/^mailto:/, "")));
}

export function userMention(id, context, label) {
  const person = context.person(id);
  const name = person?.real_name || person?.name || unescape(label ?? id);
  return h(
    "span",
    { class: id === context.me?.id ? "mention me" : "mention", data: { user: id } },
    `@${name}`,
  );
}

export function channelMention(id, context, label) {
  const name = context.channel(id)?.name ?? unescape(label ?? "private channel");
  return h("span", { class: "mention", data: { channel: id } }, `#${name}`);
}

export function groupMention(id, context, label) {
  const handle = context.group?.(id)?.handle;
  const shown = handle ? `@${handle}` : unescape(label ?? "@user group");
  return h("span", { class: "mention", data: { group: id } }, shown);
}

function special(body, label, context) {
  const [name, ...rest] = body.split("^");
  if (name === "date") return date(rest, label, context);
  if (name === "subteam") return groupMention(rest[0] ?? "", context, label);
  const shown =
    { here: "@here", channel: "@channel", everyone: "@everyone" }[name] ?? unescape(label ?? body);
  return h("span", { class: "mention" }, shown);
}

function date([epoch, pattern, url], label, context) {
  const seconds = Number(epoch);
  const text =
    Number.isFinite(seconds) && pattern
      ? fillDate(unescape(pattern), seconds, context.zone, context.now())
      : unescape(label ?? "");
  return url ? link(unescape(url), text) : h("time", {}, text);
}
