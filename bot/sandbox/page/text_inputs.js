// Fields people type in.

import { typed } from "./actions.js";
import { h } from "./dom.js";
import { naming } from "./elements.js";
import { plain } from "./mrkdwn.js";
import { register } from "./state.js";

const KIND = { plain_text_input: "text", email_text_input: "email", url_text_input: "url" };
const KEYBOARD = { email: "email", url: "url" };

export function textInput(element, place) {
  const type = KIND[element.type];
  const shared = {
    ...naming(element, place),
    class: "field",
    placeholder: plain(element.placeholder),
    data: { actionId: element.action_id },
  };
  // Slack's own fields do not check addresses while typing, nor cut what is pasted: submitting tells.
  const input = element.multiline
    ? h("textarea", { ...shared, rows: 3 })
    : h("input", { ...shared, type: "text", inputmode: KEYBOARD[type], autocomplete: "off" });
  input.value = element.initial_value ?? "";
  if (element.multiline) growing(input);
  const control = valueControl(element, input);
  wire(input, element, place, control);
  return element.max_length ? counted(input, element.max_length) : input;
}

export function numberInput(element, place) {
  const input = h("input", {
    ...naming(element, place),
    class: "field number",
    type: "text",
    inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    autocomplete: "off",
    placeholder: plain(element.placeholder),
    data: { actionId: element.action_id },
    value: element.initial_value ?? "",
  });
  wire(input, element, place, valueControl(element, input));
  return input;
}

/** Formatting is not offered: the local Slack sends what was typed as one plain rich_text section. */
export function richTextInput(element, place) {
  const input = h("textarea", {
    ...naming(element, place),
    class: "field",
    rows: 3,
    placeholder: plain(element.placeholder),
    data: { actionId: element.action_id },
  });
  input.value = textOf(element.initial_value);
  growing(input);
  const control = {
    type: element.type,
    read: () => ({ rich_text_value: input.value ? asRichText(input.value) : null }),
    write: (value) => (input.value = textOf(value.rich_text_value)),
  };
  wire(input, element, place, control);
  return input;
}

function textOf(richText) {
  const sections = (richText?.elements ?? []).map((section) =>
    (section.elements ?? []).map((part) => part.text ?? part.url ?? "").join(""),
  );
  return sections.join("\n");
}

function asRichText(text) {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

function valueControl(element, input) {
  return {
    type: element.type,
    read: () => ({ value: input.value === "" ? null : input.value }),
    write: ({ value }) => {
      input.value = value ?? "";
      input.dispatchEvent(new Event("written"));
    },
  };
}

function wire(input, element, place, control) {
  register(input, control, place);
  control.flush = typed(element, place, input, control);
}

function growing(input) {
  const grow = () => {
    input.style.height = "auto";
    if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight + 2, 320)}px`;
  };
  input.addEventListener("input", grow);
  input.addEventListener("written", grow);
  // Not measurable before it stands in the page.
  requestAnimationFrame(grow);
}

// What is left, as Slack counts it; below zero the field stays as typed and submitting refuses.
function counted(input, max) {
  const counter = h("span", { class: "counter", "aria-hidden": "true" });
  const show = () => {
    const left = max - input.value.length;
    counter.textContent = left.toLocaleString("en");
    counter.classList.toggle("near", left <= Math.max(20, max / 10));
    counter.classList.toggle("over", left < 0);
  };
  input.addEventListener("input", show);
  input.addEventListener("written", show);
  show();
  return h("span", { class: "counted" }, input, counter);
}
