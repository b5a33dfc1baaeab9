// The input block: label, "(optional)", hint, and the error that stands under its field.

import { h, uid } from "./dom.js";
import { renderElement } from "./elements.js";
import { plain } from "./mrkdwn.js";
import { collect, isEmpty } from "./state.js";

const drawn = new WeakMap();
const GROUPS = new Set(["radio_buttons", "checkboxes"]);

export function renderInput(block, { context, blockId }) {
  const ids = { field: uid("field"), label: uid("label"), hint: uid("hint"), error: uid("error") };
  const optional = block.optional === true;
  const place = {
    context,
    blockId,
    inInput: true,
    dispatches: block.dispatch_action === true,
    optional,
    required: optional ? null : "true",
    id: ids.field,
    labelId: ids.label,
    describedBy: `${ids.hint} ${ids.error}`,
  };
  const label = h(
    GROUPS.has(block.element.type) ? "span" : "label",
    { class: "label", id: ids.label, for: ids.field },
    plain(block.label),
  );
  if (optional) label.append(h("span", { class: "optional" }, " (optional)"));
  const hint = h("p", { class: "hint", id: ids.hint }, plain(block.hint));
  const error = h("p", { class: "error", id: ids.error, role: "alert" });
  const node = h("div", {}, label, renderElement(block.element, place), hint, error);
  drawn.set(node, block);
  // The complaint was about what stood there before.
  for (const event of ["input", "change"]) node.addEventListener(event, () => showError(node, ""));
  return node;
}

function inputsIn(root) {
  return [...root.querySelectorAll(".block-input")];
}

function showError(node, text) {
  node.querySelector(".error").textContent = text;
  node.classList.toggle("has-error", text !== "");
  for (const field of node.querySelectorAll("input, select, textarea"))
    field.setAttribute("aria-invalid", String(text !== ""));
}

/** errors: {block_id: text}. Puts each under its field, goes to the first, and gives those it found no field for. */
export function showErrors(root, errors) {
  const rest = { ...errors };
  const faulty = inputsIn(root).filter((node) => {
    const text = errors[node.dataset.blockId];
    showError(node, text ?? "");
    delete rest[node.dataset.blockId];
    return text;
  });
  faulty[0]?.querySelector("input, select, textarea")?.focus({ preventScroll: true });
  faulty[0]?.scrollIntoView({ block: "center" });
  return Object.values(rest);
}

/** What Slack's own client refuses before the app hears of it. → {block_id: text} */
export function checkInputs(root) {
  const values = collect(root);
  const errors = {};
  for (const node of inputsIn(root)) {
    const block = drawn.get(node);
    const problem = problemOf(block, values[block.block_id]?.[block.element.action_id]);
    if (problem) errors[block.block_id] = problem;
  }
  return errors;
}

function problemOf(block, value) {
  if (isEmpty(value)) return block.optional ? null : "Please complete this required field.";
  return CHECKS[block.element.type]?.(block.element, value.value) ?? null;
}

function checkLength({ min_length: min, max_length: max }, text) {
  if (min && text.length < min) return `Please enter at least ${min} characters.`;
  return max && text.length > max ? `Please shorten this to ${max} characters or fewer.` : null;
}

function checkNumber({ is_decimal_allowed: decimals, min_value: min, max_value: max }, text) {
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) return "Please enter a number.";
  if (!decimals && !Number.isInteger(number)) return "Please enter a whole number.";
  if (min !== undefined && number < Number(min)) return `Please enter ${min} or more.`;
  return max !== undefined && number > Number(max) ? `Please enter ${max} or less.` : null;
}

function isUrl(text) {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

const CHECKS = {
  plain_text_input: checkLength,
  email_text_input: (_, text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "Please enter a valid email address.",
  url_text_input: (_, text) => (isUrl(text) ? null : "Please enter a valid URL."),
  number_input: checkNumber,
};
