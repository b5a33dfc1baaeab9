// Who you are, and what time it is.

import * as api from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { report } from "./notices.js";
import { hide, showAt } from "./popover.js";
import { address } from "./route.js";
import { fromLocalInput, moment, toLocalInput } from "./time.js";

const STEPS = [
  ["+15 min", 900],
  ["+1 h", 3600],
  ["+1 day", 86400],
];

export function header(workspace) {
  const toggle = iconButton("menu", "Conversations", null, {
    class: "icon-button menu-toggle",
    "aria-controls": "sidebar",
    "aria-expanded": "false",
  });
  const node = h("header", { class: "top" }, toggle, personSwitcher(workspace), clockView(workspace));
  return { node, toggle };
}

// Being somebody else is a new page: nothing that one person received is left for the other.
function personSwitcher({ everyone, me }) {
  const options = [...everyone.values()].map((person) =>
    h(
      "option",
      { value: person.id, selected: person.id === me.id, disabled: Boolean(person.deleted) },
      describe(person),
    ),
  );
  const select = h(
    "select",
    { "aria-label": "You are", onchange: () => location.assign(address(select.value)) },
    options,
  );
  return h("label", { class: "you-are" }, h("span", { "aria-hidden": "true" }, "You are"), select);
}

function describe(person) {
  const marks = [
    person.title,
    person.admin && "admin",
    person.guest && "guest",
    person.deleted && "deactivated",
  ].filter(Boolean);
  return [person.real_name || person.name, ...marks].join(" · ");
}

function clockView(workspace) {
  const time = h("time", { class: "now", title: workspace.zone });
  const panel = h("div", {
    class: "menu clock-menu",
    popover: "auto",
    role: "dialog",
    "aria-label": "Move time on",
  });
  const opener = h(
    "button",
    {
      type: "button",
      class: "button move-time",
      "aria-haspopup": "dialog",
      onclick: () => showAt(panel, opener, { alignEnd: true }),
    },
    icon("clock"),
    h("span", {}, "Move time on"),
  );
  const field = h("input", {
    type: "datetime-local",
    class: "field",
    "aria-label": `To, in ${workspace.zone}`,
  });
  const move = (to) => moveTo(workspace, to).then(() => hide(panel));
  const steps = STEPS.map(([label, seconds]) =>
    h("button", { type: "button", class: "button", onclick: () => move({ advance: seconds }) }, label),
  );
  panel.append(h("div", { class: "steps" }, steps), exact(workspace, field, move));
  workspace.addEventListener("clock", () => showTime(workspace, time, field, panel));
  return h("div", { class: "clock" }, time, opener, panel);
}

function exact(workspace, field, move) {
  const submit = (event) => {
    event.preventDefault();
    const epoch = fromLocalInput(field.value, workspace.zone);
    if (epoch) move({ to: new Date(epoch * 1000).toISOString() });
  };
  return h(
    "form",
    { onsubmit: submit },
    field,
    h("button", { type: "submit", class: "button primary" }, "Move"),
    h("small", { class: "zone" }, workspace.zone),
  );
}

function showTime(workspace, time, field, panel) {
  time.textContent = moment(workspace.now(), workspace.zone);
  time.dateTime = new Date(workspace.now() * 1000).toISOString();
  field.min = toLocalInput(workspace.now(), workspace.zone);
  if (!panel.matches(":popover-open") || !field.value) field.value = field.min;
}

async function moveTo(workspace, to) {
  try {
    const { now } = await api.moveClock(to);
    workspace.setNow(now);
  } catch (refusal) {
    report(refusal);
  }
}
