// What time it is for this person, and moving it on.

import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { report } from "./notices.js";
import { hide, showAt } from "./popover.js";
import { dayOf, fromLocalInput, moment, span, timeOf, toLocalInput } from "./time.js";

const STEPS = [
  ["+15 min", 900],
  ["+1 h", 3600],
  ["+1 day", 86400],
];
const NOTHING_COMING = "Nothing is planned.";
const NOBODY_TELLS = "Whoever started this local Slack does not tell what comes next.";

export function clockView(workspace) {
  const self = { workspace, time: h("time", { class: "now" }), next: nextItem() };
  self.field = h("input", {
    type: "datetime-local",
    class: "field",
    "aria-label": `To, in ${workspace.zone}`,
  });
  self.opener = h(
    "button",
    { type: "button", class: "button move-time", "aria-haspopup": "dialog", onclick: () => open(self) },
    icon("clock"),
    self.time,
    h("span", { class: "verb" }, "Move time on"),
  );
  self.panel = panel(self);
  workspace.addEventListener("clock", () => showTime(self));
  return h("div", { class: "clock" }, self.opener, self.panel);
}

function nextItem() {
  const detail = h("small", {}, "");
  const button = h("button", { type: "button", class: "button next", disabled: true }, "To the next reminder");
  return { button, detail };
}

function panel(self) {
  const { next } = self;
  next.detail.id = "next-reminder";
  next.button.setAttribute("aria-describedby", next.detail.id);
  next.button.addEventListener("click", () => move(self, { to: next.at }));
  const steps = STEPS.map(([label, seconds]) =>
    h("button", { type: "button", class: "button", onclick: () => move(self, { advance: seconds }) }, label),
  );
  return h(
    "div",
    { class: "menu panel clock-menu", popover: "auto", role: "dialog", "aria-label": "Move time on" },
    next.button,
    next.detail,
    h("div", { class: "steps" }, steps),
    exact(self),
  );
}

function exact(self) {
  const submit = (event) => {
    event.preventDefault();
    const epoch = fromLocalInput(self.field.value, self.workspace.zone);
    if (epoch) move(self, { to: new Date(epoch * 1000).toISOString() });
  };
  return h(
    "form",
    { onsubmit: submit },
    self.field,
    h("button", { type: "submit", class: "button primary" }, "Move"),
    h("small", { class: "zone" }, `Your zone: ${self.workspace.zone}. Time never goes back.`),
  );
}

function open(self) {
  self.field.value = self.field.min;
  showNext(self, { next: null }, "Looking …");
  showAt(self.panel, self.opener, { alignEnd: true, most: Infinity });
  api
    .clock()
    .then((clock) => {
      self.workspace.setNow(clock.now);
      showNext(self, clock, clock.announced ? NOTHING_COMING : NOBODY_TELLS);
      // The item was disabled when the menu opened: the focus had nowhere better to go.
      if (self.panel.matches(":popover-open") && !self.field.matches(":focus"))
        self.panel.querySelector("button:enabled").focus();
    })
    .catch(report);
}

function showNext({ next, workspace }, { next: at }, reason) {
  next.at = at;
  next.button.disabled = !at;
  const epoch = Date.parse(at) / 1000;
  next.detail.textContent = at
    ? `${momentOrTime(epoch, workspace)}, in ${span(epoch - workspace.now())}`
    : reason;
}

function momentOrTime(epoch, workspace) {
  const { zone } = workspace;
  const today = dayOf(epoch, zone) === dayOf(workspace.now(), zone);
  return today ? timeOf(epoch, zone) : moment(epoch, zone);
}

function showTime({ workspace, time, field, panel: shown }) {
  const [day, clock] = moment(workspace.now(), workspace.zone).split(/ (?=\S+$)/);
  time.replaceChildren(h("span", {}, day), " ", h("span", {}, clock));
  time.title = workspace.zone;
  time.dateTime = new Date(workspace.now() * 1000).toISOString();
  field.min = toLocalInput(workspace.now(), workspace.zone);
  if (!shown.matches(":popover-open") || !field.value) field.value = field.min;
}

async function move(self, to) {
  self.opener.setAttribute("aria-busy", "true");
  hide(self.panel);
  try {
    const { now } = await api.moveClock(to);
    self.workspace.setNow(now);
  } catch (refusal) {
    report(refusal);
  } finally {
    self.opener.removeAttribute("aria-busy");
  }
}
