// Who you are, what time it is, and the tools.

import { clockView } from "./clock.js";
import { h, icon, iconButton } from "./dom.js";
import { hide, showAt } from "./popover.js";
import { address } from "./route.js";

/** tools: the buttons of the inspector and the like. On a phone they are a menu. */
export function header(workspace, tools) {
  const toggle = iconButton("menu", "Conversations", null, {
    class: "icon-button menu-toggle",
    "aria-controls": "sidebar",
    "aria-expanded": "false",
  });
  const node = h(
    "header",
    { class: "top" },
    toggle,
    personSwitcher(workspace),
    clockView(workspace),
    toolbox(tools),
  );
  return { node, toggle };
}

function toolbox(tools) {
  const box = h(
    "div",
    { class: "tools", id: "tools", popover: "auto", role: "group", "aria-label": "Tools" },
    tools,
  );
  const opener = h(
    "button",
    {
      type: "button",
      class: "icon-button tools-opener",
      "aria-label": "Tools",
      "aria-expanded": "false",
      "aria-controls": "tools",
      onclick: () => showAt(box, opener, { alignEnd: true }),
    },
    icon("tools"),
  );
  // What opens a pane takes the menu's place; a switch is seen to change, and a panel stands beside its button.
  box.addEventListener("click", (event) => event.target.closest("[aria-controls]") && hide(box));
  box.addEventListener("toggle", (event) =>
    opener.setAttribute("aria-expanded", String(event.newState === "open")),
  );
  return [opener, box];
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
