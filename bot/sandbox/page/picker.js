// A searchable list: people, conversations, options from the app, and everything where several are chosen.
// The pattern is the ARIA combobox: the field keeps the focus, the list says what is active.

import { chosen } from "./actions.js";
import { h, uid } from "./dom.js";
import { naming } from "./elements.js";
import { plain } from "./mrkdwn.js";
import { sourceOf } from "./picker_sources.js";
import { hide, showAt } from "./popover.js";
import { register } from "./state.js";

export function picker(element, place) {
  const source = sourceOf(element, place);
  const self = { element, place, source, picked: source.initial, shown: [], active: -1 };
  self.multi = element.type.startsWith("multi_");
  self.list = h("div", {
    class: "listbox",
    role: "listbox",
    id: uid("list"),
    popover: "manual",
    "aria-labelledby": place.labelId,
    "aria-label": place.labelId ? null : plain(element.placeholder) || "Choices",
  });
  self.input = h("input", {
    ...naming(element, place),
    type: "text",
    class: "field",
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": self.list.id,
    placeholder: plain(element.placeholder) || "Select",
  });
  self.chips = h("ul", { class: "chips", "aria-label": "Chosen" });
  self.node = h(
    "div",
    { class: "picker", data: { actionId: element.action_id } },
    self.multi && self.chips,
    self.input,
    self.list,
  );
  const control = {
    type: element.type,
    read: () => source.value(self.picked),
    write: (value) => setPicked(self, source.items(value)),
  };
  drawPicked(self);
  register(self.node, control, place);
  self.commit = chosen(element, place, self.node, control);
  listen(self);
  return self.node;
}

function setPicked(self, items) {
  self.picked = items.filter(Boolean);
  drawPicked(self);
}

function showChosen(self) {
  self.input.value = self.multi ? "" : (self.picked[0]?.label ?? "");
}

function drawPicked(self) {
  showChosen(self);
  self.chips.replaceChildren(...self.picked.map((item) => chip(self, item)));
  self.chips.hidden = self.picked.length === 0;
}

function chip(self, item) {
  const remove = () => {
    choose(
      self,
      self.picked.filter((other) => other.key !== item.key),
    );
    self.input.focus();
  };
  return h(
    "li",
    { class: "chip" },
    item.label,
    h("button", { type: "button", "aria-label": `Remove ${item.label}`, onclick: remove }, "×"),
  );
}

function choose(self, items) {
  const limit = self.element.max_selected_items ?? Infinity;
  if (items.length > limit) return;
  setPicked(self, items);
  self.node.dispatchEvent(new Event("change", { bubbles: true }));
  self.commit();
}

function listen(self) {
  const { input, list } = self;
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => open(self, ""));
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    open(self, input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("blur", () => leave(self));
  input.addEventListener("keydown", (event) => keydown(self, event));
  // Pressing on the list must not take the focus from the field, which would close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) =>
    take(self, self.shown[event.target.closest('[role="option"]')?.dataset.index]),
  );
}

async function open(self, query) {
  self.asked = query;
  const found = await self.source.find(query);
  if (self.asked !== query || document.activeElement !== self.input) return;
  const chosenKeys = new Set(self.multi ? self.picked.map((item) => item.key) : []);
  self.shown = found.filter((item) => !chosenKeys.has(item.key)).slice(0, 100);
  drawList(self);
  self.input.setAttribute("aria-expanded", "true");
  activate(self, query && self.shown.length ? 0 : -1);
  showAt(self.list, self.input, { sameWidth: true });
}

function drawList(self) {
  const rows = [];
  let group;
  self.shown.forEach((item, index) => {
    if (item.group && item.group !== group)
      rows.push(h("div", { class: "group", role: "presentation" }, item.group));
    group = item.group;
    const detail = item.detail && h("small", {}, item.detail);
    const selected = self.picked.some((other) => other.key === item.key);
    rows.push(
      h(
        "div",
        {
          role: "option",
          id: `${self.list.id}-${index}`,
          data: { index },
          "aria-selected": String(selected),
        },
        h("span", {}, item.label),
        detail,
      ),
    );
  });
  self.list.replaceChildren(...(rows.length ? rows : [h("div", { class: "none" }, "No results")]));
}

function activate(self, index) {
  self.active = index;
  for (const row of self.list.querySelectorAll('[role="option"]'))
    row.classList.toggle("active", Number(row.dataset.index) === index);
  if (index < 0) self.input.removeAttribute("aria-activedescendant");
  else self.input.setAttribute("aria-activedescendant", `${self.list.id}-${index}`);
  self.list.querySelector(".active")?.scrollIntoView({ block: "nearest" });
}

function close(self) {
  self.asked = null;
  self.input.setAttribute("aria-expanded", "false");
  activate(self, -1);
  hide(self.list);
}

function take(self, item) {
  if (!item) return;
  close(self);
  choose(self, self.multi ? [...self.picked, item] : [item]);
}

// Leaving an emptied field clears it, as far as it may be empty; half a name is no choice.
function leave(self) {
  const cleared = !self.multi && self.picked.length && self.input.value === "" && self.place.optional;
  close(self);
  if (cleared) choose(self, []);
  // Not the chips: the press that took the focus away may be on one of them.
  else showChosen(self);
}

const KEYS = {
  ArrowDown: (self, opened) =>
    opened ? activate(self, (self.active + 1) % self.shown.length) : open(self, ""),
  ArrowUp: (self, opened) =>
    opened ? activate(self, (self.active - 1 + self.shown.length) % self.shown.length) : open(self, ""),
  Enter: (self, opened) => opened && take(self, self.shown[self.active]),
  Escape: (self, opened) => opened && close(self),
};

function keydown(self, event) {
  const opened = self.input.getAttribute("aria-expanded") === "true";
  if (event.key === "Backspace" && self.multi && self.input.value === "" && self.picked.length) {
    choose(self, self.picked.slice(0, -1));
    return;
  }
  const act = KEYS[event.key];
  if (!act || event.isComposing || (!opened && !event.key.startsWith("Arrow"))) return;
  // Also keeps Escape from closing the dialog around it and Enter from submitting it.
  event.preventDefault();
  event.stopPropagation();
  if (self.shown.length || !opened || event.key === "Escape") act(self, opened);
}
