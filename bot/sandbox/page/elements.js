// Block Kit's interactive elements. Each takes (element, place) and gives a node that carries data-action-id.

import { chosen, press, typed } from "./actions.js";
import { h, icon, safeUrl, uid } from "./dom.js";
import { plain, richText } from "./mrkdwn.js";
import { picker } from "./picker.js";
import { hide, menuKeys, showAt } from "./popover.js";
import { register } from "./state.js";
import { numberInput, richTextInput, textInput } from "./text_inputs.js";
import { fromLocalInput, toLocalInput } from "./time.js";

/** Attributes that give a control its name: the label of an input block, or the text it stands beside. */
export function naming(element, place) {
  if (place.inInput)
    return { id: place.id, "aria-describedby": place.describedBy, "aria-required": place.required };
  const name = element.accessibility_label || plain(element.placeholder);
  return {
    id: place.id,
    "aria-label": place.labelId ? null : name || element.action_id,
    "aria-labelledby": place.labelId,
  };
}

function openLink(url) {
  const safe = safeUrl(url);
  if (safe) window.open(safe, "_blank", "noopener,noreferrer");
}

function button(element, place) {
  const node = h(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? ""}`,
      "aria-label": element.accessibility_label,
      data: { actionId: element.action_id },
      onclick: () => {
        if (element.url) openLink(element.url);
        press(element, place, node);
      },
    },
    plain(element.text),
  );
  return node;
}

function overflow(element, place) {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto" });
  const node = h(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": element.accessibility_label ?? "More actions",
      data: { actionId: element.action_id },
    },
    icon("more"),
  );
  const pick = (option) => {
    hide(menu);
    if (option.url) openLink(option.url);
    press(element, place, node, { selected_option: option });
  };
  menu.append(...element.options.map((option) => menuItem(option, pick)));
  menuKeys(menu, node);
  menu.addEventListener("toggle", (event) =>
    node.setAttribute("aria-expanded", String(event.newState === "open")),
  );
  node.addEventListener("click", () => {
    showAt(menu, node, { alignEnd: true });
    menu.firstElementChild.focus();
  });
  return h("span", { class: "holder" }, node, menu);
}

function menuItem(option, pick) {
  const detail = option.description && h("small", {}, plain(option.description));
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", onclick: () => pick(option) },
    plain(option.text),
    detail,
  );
}

const PLACEHOLDER = "Select an item";

/** The browser's own select: type-ahead, a wheel on phones, and known to every screen reader. */
function staticSelect(element, place) {
  const options = [];
  const entry = (option) => h("option", { value: String(options.push(option) - 1) }, plain(option.text));
  const groups = (element.option_groups ?? []).map((group) =>
    h("optgroup", { label: plain(group.label) }, group.options.map(entry)),
  );
  // Slack has no way back to "nothing" either, except in optional fields.
  const none = h("option", { value: "", hidden: !place.optional }, plain(element.placeholder) || PLACEHOLDER);
  const select = h(
    "select",
    { ...naming(element, place), class: "field", data: { actionId: element.action_id } },
    none,
    (element.options ?? []).map(entry),
    groups,
  );
  const control = {
    type: element.type,
    read: () => ({ selected_option: options[select.value] ?? null }),
    write: ({ selected_option: option }) => {
      const at = options.findIndex((other) => other.value === option?.value);
      select.value = at < 0 ? "" : String(at);
      select.classList.toggle("empty", select.value === "");
    },
  };
  control.write({ selected_option: element.initial_option });
  select.addEventListener("change", () => select.classList.toggle("empty", select.value === ""));
  return withChange(select, "change", element, place, control);
}

function withChange(node, event, element, place, control) {
  register(node, control, place);
  node.addEventListener(event, chosen(element, place, node, control));
  return node;
}

function choices(element, place, type) {
  const name = uid("choice");
  const inputs = element.options.map((option) =>
    h("input", { type, name, value: option.value, id: uid("option") }),
  );
  const role = type === "radio" ? "radiogroup" : "group";
  const rows = element.options.map((option, at) => choice(option, inputs[at], place.context));
  const names = naming(element, { ...place, id: undefined });
  if (place.inInput) names["aria-labelledby"] = place.labelId;
  const node = h("div", { ...names, class: "choices", role, data: { actionId: element.action_id } }, rows);
  const picked = () => element.options.filter((_, at) => inputs[at].checked);
  const mark = (chosenOptions) =>
    inputs.forEach(
      (input) => (input.checked = chosenOptions.some((option) => option?.value === input.value)),
    );
  return { node, picked, mark };
}

function choice(option, input, context) {
  const detail = option.description && h("small", {}, richText(option.description, context));
  return h(
    "label",
    { class: "choice", for: input.id },
    input,
    h("span", {}, h("span", {}, richText(option.text, context)), detail),
  );
}

function radioButtons(element, place) {
  const { node, picked, mark } = choices(element, place, "radio");
  mark([element.initial_option]);
  const control = {
    type: element.type,
    read: () => ({ selected_option: picked()[0] ?? null }),
    write: (value) => mark([value.selected_option]),
  };
  return withChange(node, "change", element, place, control);
}

function checkboxes(element, place) {
  const { node, picked, mark } = choices(element, place, "checkbox");
  mark(element.initial_options ?? []);
  const control = {
    type: element.type,
    read: () => ({ selected_options: picked() }),
    write: (value) => mark(value.selected_options ?? []),
  };
  return withChange(node, "change", element, place, control);
}

// A date typed digit by digit is "changed" several times over: it is sent as text is, after a pause.
function dateLike(element, place, type, control) {
  const node = h("input", {
    ...naming(element, place),
    type,
    class: "field when",
    data: { actionId: element.action_id },
  });
  const bound = control(node);
  const config = { ...element, dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } };
  register(node, bound, place);
  if (element.confirm) node.addEventListener("change", chosen(element, place, node, bound));
  else bound.flush = typed(config, place, node, bound);
  return node;
}

function simpleDate(element, place, type, key, initial) {
  return dateLike(element, place, type, (node) => {
    node.value = element[initial] ?? "";
    if (type === "date") node.max = "9999-12-31";
    return {
      type: element.type,
      read: () => ({ [key]: node.value || null }),
      write: (value) => (node.value = value[key] ?? ""),
    };
  });
}

function datetimepicker(element, place) {
  const { zone } = place.context;
  const shown = (epoch) => (epoch ? toLocalInput(epoch, zone) : "");
  const node = dateLike(element, place, "datetime-local", (input) => {
    // What was not touched goes back to the second: in the hour a zone repeats, the clock alone does not tell.
    let given;
    const write = ({ selected_date_time: epoch }) => {
      given = epoch ?? null;
      input.value = shown(epoch);
    };
    const now = () => (input.value === shown(given) ? given : fromLocalInput(input.value, zone));
    write({ selected_date_time: element.initial_date_time });
    input.max = "9999-12-31T23:59";
    return { type: element.type, read: () => ({ selected_date_time: now() }), write };
  });
  return h("span", { class: "with-zone" }, node, h("small", { class: "zone" }, zone));
}

function image(element) {
  return h("img", {
    class: "thumb",
    src: safeUrl(element.image_url ?? element.slack_file?.url ?? ""),
    alt: element.alt_text ?? "",
    loading: "lazy",
  });
}

const ELEMENTS = {
  button,
  overflow,
  image,
  static_select: staticSelect,
  radio_buttons: radioButtons,
  checkboxes,
  datepicker: (element, place) => simpleDate(element, place, "date", "selected_date", "initial_date"),
  timepicker: (element, place) => simpleDate(element, place, "time", "selected_time", "initial_time"),
  datetimepicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: numberInput,
  rich_text_input: richTextInput,
  workflow_button: button,
};

export function renderElement(element, place) {
  if (/^(multi_\w+|users|conversations|channels|external)_select$/.test(element.type))
    return picker(element, place);
  const draw = ELEMENTS[element.type];
  return draw ? draw(element, place) : h("span", { class: "unknown" }, `[${element.type} is not drawn here]`);
}
