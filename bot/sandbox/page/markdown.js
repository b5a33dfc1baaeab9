// The markdown block: standard Markdown, as much of it as Slack draws. HTML in it is text.

import { withEmoji } from "./emoji.js";
import { h, link } from "./dom.js";

const MARKS = [
  [/^`([^`]+)`/, (match) => h("code", {}, match[1])],
  [/^\*\*(?=\S)(.+?)\*\*/, (match) => h("strong", {}, inline(match[1]))],
  [/^__(?=\S)(.+?)__/, (match) => h("strong", {}, inline(match[1]))],
  [/^~~(?=\S)(.+?)~~/, (match) => h("s", {}, inline(match[1]))],
  [/^\*(?=\S)([^*]+?)\*/, (match) => h("em", {}, inline(match[1]))],
  [/^_(?=\S)([^_]+?)_(?![\p{L}\p{N}])/u, (match) => h("em", {}, inline(match[1]))],
  [/^!?\[([^\]]*)\]\(([^)\s]+)\)/, (match) => link(match[2], match[1] || match[2])],
  [/^https?:\/\/[^\s<>]+[^\s<>.,;:!?)'"]/, (match) => link(match[0], match[0])],
  [/^\\([\\`*_{}[\]()#+.!~-])/, (match) => match[1]],
];

function inline(text) {
  const nodes = [];
  let buffer = "";
  for (let at = 0; at < text.length;) {
    const word = /[\p{L}\p{N}]/u.test(text[at - 1] ?? "") && text[at] === "_";
    const [match, draw] = word ? [] : firstMark(text.slice(at));
    if (match) {
      nodes.push(withEmoji(buffer), draw(match));
      buffer = "";
    } else buffer += text[at];
    at += match ? match[0].length : 1;
  }
  return [...nodes, withEmoji(buffer)];
}

function firstMark(rest) {
  for (const [pattern, draw] of MARKS) {
    const match = pattern.exec(rest);
    if (match) return [match, draw];
  }
  return [];
}

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

// Each takes the lines from `at` on and gives [node, how many it took], or nothing.
const BLOCKS = [fence, heading, rule, quote, table, list];

export function renderMarkdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    const [node, taken] = blockAt(lines, at);
    if (node) nodes.push(node);
    at += taken;
  }
  return nodes;
}

function blockAt(lines, at) {
  if (!lines[at].trim()) return [null, 1];
  for (const take of BLOCKS) {
    const found = take(lines, at);
    if (found) return found;
  }
  return paragraph(lines, at);
}

function run(lines, at, belongs) {
  let end = at;
  while (end < lines.length && belongs(lines[end], end)) end += 1;
  return lines.slice(at, end);
}

function fence(lines, at) {
  if (!lines[at].startsWith("```")) return null;
  const body = run(lines, at + 1, (line) => !line.startsWith("```"));
  return [h("pre", { class: "code" }, h("code", {}, body.join("\n"))), body.length + 2];
}

function heading(lines, at) {
  const match = HEADING.exec(lines[at]);
  return match && [h(match[1].length < 3 ? "h3" : "h4", { class: "markdown-heading" }, inline(match[2])), 1];
}

function rule(lines, at) {
  return RULE.test(lines[at]) ? [h("hr"), 1] : null;
}

function quote(lines, at) {
  const rows = run(lines, at, (line) => line.startsWith(">"));
  return rows.length
    ? [
        h("blockquote", {}, renderMarkdown(rows.map((line) => line.replace(/^> ?/, "")).join("\n"))),
        rows.length,
      ]
    : null;
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((text) => text.trim());
}

function table(lines, at) {
  if (!lines[at].includes("|") || !TABLE_RULE.test(lines[at + 1] ?? "")) return null;
  const body = run(lines, at + 2, (line) => line.includes("|"));
  const row = (line, tag) =>
    h(
      "tr",
      {},
      cells(line).map((text) => h(tag, {}, inline(text))),
    );
  const drawn = h(
    "table",
    {},
    h("thead", {}, row(lines[at], "th")),
    h(
      "tbody",
      {},
      body.map((line) => row(line, "td")),
    ),
  );
  return [h("div", { class: "table-frame" }, drawn), body.length + 2];
}

function list(lines, at) {
  if (!ITEM.test(lines[at])) return null;
  const rows = run(lines, at, (line) => ITEM.test(line) || /^\s{2,}\S/.test(line));
  return [nested(rows.map((line) => ITEM.exec(line) ?? ["", "", "", line.trim()])), rows.length];
}

// Items further in than the first belong to the item above them.
function nested(items) {
  const [, indent, mark] = items[0];
  const node = h(/\d/.test(mark) ? "ol" : "ul", { start: /\d/.test(mark) ? parseInt(mark, 10) : null });
  for (let at = 0; at < items.length;) {
    const deeper = run(items, at + 1, ([, depth, sign]) => !sign || depth.length > indent.length);
    const inner = deeper.filter(([, , sign]) => sign);
    const more = deeper
      .filter(([, , sign]) => !sign)
      .map((item) => ` ${item[3]}`)
      .join("");
    node.append(h("li", {}, inline(items[at][3] + more), inner.length ? nested(inner) : null));
    at += 1 + deeper.length;
  }
  return node;
}

function paragraph(lines, at) {
  const rows = run(
    lines,
    at,
    (line, index) => line.trim() && (index === at || !BLOCKS.some((take) => take(lines, index))),
  );
  return [h("p", {}, inline(rows.join("\n"))), rows.length];
}
