// rich_text blocks: what Slack itself makes of a message that was typed.

import { emoji } from "./emoji.js";
import { h, link } from "./dom.js";
import { channelMention, groupMention, userMention } from "./mrkdwn.js";
import { fillDate } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(node, style = {}) {
  return Object.keys(STYLES).reduce(
    (inner, name) => (style[name] ? h(STYLES[name], {}, inner) : inner),
    node,
  );
}

const INLINE = {
  text: (part) => part.text,
  link: (part) => link(part.url, part.text || part.url),
  emoji: (part) => (part.unicode ? fromUnicode(part.unicode) : (emoji(part.name) ?? `:${part.name}:`)),
  user: (part, context) => userMention(part.user_id, context),
  channel: (part, context) => channelMention(part.channel_id, context),
  usergroup: (part, context) => groupMention(part.usergroup_id, context),
  broadcast: (part) => h("span", { class: "mention" }, `@${part.range}`),
  color: (part) => h("code", {}, part.value),
  date: (part, context) => h("time", {}, fillDate(part.format, part.timestamp, context.zone, context.now())),
};

function fromUnicode(codes) {
  return String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));
}

function parts(elements, context) {
  return (elements ?? []).map((part) => styled((INLINE[part.type] ?? (() => ""))(part, context), part.style));
}

function list(element, context) {
  const rows = element.elements.map((section) => h("li", {}, parts(section.elements, context)));
  const attributes = {
    class: `rich-list level-${element.indent ?? 0}`,
    start: element.offset ? element.offset + 1 : null,
  };
  return h(element.style === "ordered" ? "ol" : "ul", attributes, rows);
}

const SECTIONS = {
  rich_text_section: (element, context) => h("div", { class: "text" }, parts(element.elements, context)),
  rich_text_list: list,
  rich_text_quote: (element, context) => h("blockquote", {}, parts(element.elements, context)),
  rich_text_preformatted: (element, context) =>
    h("pre", { class: "code" }, h("code", {}, parts(element.elements, context))),
};

export function renderRichText(block, context) {
  return (block.elements ?? []).map((element) => SECTIONS[element.type]?.(element, context));
}

function cell(content, tag, settings = {}, context) {
  const inner = content.type === "rich_text" ? renderRichText(content, context) : (content.text ?? "");
  const node = h(
    tag,
    { scope: tag === "th" ? "col" : null, class: settings.is_wrapped === false ? "nowrap" : null },
    inner,
  );
  if (settings.align) node.style.textAlign = settings.align;
  return node;
}

/** A table block: its first row is the heading. Wide ones scroll sideways in their own frame. */
export function renderTable(block, context) {
  const rows = block.rows.map((row, at) =>
    h(
      "tr",
      {},
      row.map((content, column) =>
        cell(content, at ? "td" : "th", block.column_settings?.[column] ?? {}, context),
      ),
    ),
  );
  const table = h("table", {}, h("thead", {}, rows[0]), h("tbody", {}, rows.slice(1)));
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" }, table);
}
