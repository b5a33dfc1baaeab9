// Block Kit's blocks. `patchBlocks` draws a list of them into a container and, when the list changes,
// replaces only those that differ, so that nothing typed is lost.

import { h, safeUrl, uid } from "./dom.js";
import { renderElement } from "./elements.js";
import { renderInput } from "./input_block.js";
import { renderMarkdown } from "./markdown.js";
import { plain, richText } from "./mrkdwn.js";
import { patch } from "./patch.js";
import { renderRichText, renderTable } from "./rich_text.js";
import { collect } from "./state.js";

export function patchBlocks(container, blocks, context) {
  const kept = { ...context.kept, ...collect(container) };
  const items = (blocks ?? []).map((block, at) => ({
    key: block.block_id ?? `#${at}`,
    source: JSON.stringify(block),
    render: () => renderBlock(block, { ...context, kept }),
  }));
  patch(container, items);
}

/** context: {me, zone, now(), person(id), channel(id), people(), conversations(), currentChannel,
 *  kept: state.values to start from, dispatch({blockId, actionId, value, node}), options(…)} */
export function renderBlock(block, context) {
  const draw = BLOCKS[block.type] ?? unknown;
  const place = { context, blockId: block.block_id, inInput: false, dispatches: true };
  const node = draw(block, place);
  node.classList.add("block", `block-${block.type}`);
  node.dataset.blockId = block.block_id ?? "";
  return node;
}

function unknown(block) {
  return h("div", { class: "unknown" }, `[a ${block.type} block is not drawn here]`);
}

function section(block, place) {
  const text =
    block.text && h("div", { class: "text", id: uid("text") }, richText(block.text, place.context));
  const fields =
    block.fields &&
    h(
      "div",
      { class: "fields" },
      block.fields.map((field) => h("div", { class: "text" }, richText(field, place.context))),
    );
  const accessory =
    block.accessory &&
    h(
      "div",
      { class: "accessory" },
      renderElement(block.accessory, {
        ...place,
        id: uid("element"),
        labelId: namedBy(block.accessory, text),
      }),
    );
  const node = h(
    "div",
    { class: accessory ? `with-accessory beside-${block.accessory.type}` : "" },
    h("div", { class: "body" }, text, fields),
    accessory,
  );
  return node;
}

// A select beside a text is about that text; a button says for itself what it does.
function namedBy(element, text) {
  return text && !["button", "overflow", "image"].includes(element.type) ? text.id : undefined;
}

function actions(block, place) {
  return h(
    "div",
    {},
    block.elements.map((element) => renderElement(element, { ...place, id: uid("element") })),
  );
}

function contextBlock(block, place) {
  const part = (element) =>
    element.type === "image"
      ? renderElement(element, place)
      : h("span", { class: "text" }, richText(element, place.context));
  return h("div", {}, block.elements.map(part));
}

function image(block, { context }) {
  const source = safeUrl(block.image_url ?? block.slack_file?.url ?? "");
  const picture = h("img", { src: source, alt: block.alt_text ?? "", loading: "lazy" });
  picture.addEventListener("error", () => picture.classList.add("broken"));
  return h("figure", {}, block.title && h("figcaption", {}, richText(block.title, context)), picture);
}

const BLOCKS = {
  header: (block) => h("h3", {}, plain(block.text)),
  section,
  context: contextBlock,
  divider: () => h("hr"),
  actions,
  image,
  rich_text: (block, { context }) => h("div", {}, renderRichText(block, context)),
  table: (block, { context }) => h("div", {}, renderTable(block, context)),
  markdown: (block) => h("div", {}, renderMarkdown(block.text ?? "")),
  input: renderInput,
};
