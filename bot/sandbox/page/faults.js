// Faults on demand: the next calls of a method go wrong, as Slack's own calls now and then do.

import * as api from "./api.js";
import { h, icon, uid } from "./dom.js";
import { report } from "./notices.js";
import { showAt } from "./popover.js";

const KINDS = {
  ratelimited: "429: has to wait",
  server_error: "500: server error",
  timeout: "time-out: not done, no answer at all",
  dropped: "dropped: done, but the answer is lost",
  refused: "refused: ok is false",
  slow: "slow: done some seconds later",
  late: "late: the answer is lost, and it is shown some seconds later",
};

export class Faults {
  constructor() {
    this.count = h("span", { class: "count" });
    this.label = h("span", { class: "label" }, "Faults");
    this.button = h(
      "button",
      { type: "button", class: "tool", "aria-haspopup": "dialog", onclick: () => this.open() },
      icon("warning"),
      this.label,
      this.count,
    );
    this.armed = h("ul", { class: "armed", "aria-label": "Armed" });
    this.none = h("p", { class: "none" }, "Nothing is armed: every call goes through.");
    this.panel = h(
      "div",
      { class: "menu panel faults", popover: "auto", role: "dialog", "aria-label": "Faults" },
      this.form(),
      this.none,
      this.armed,
    );
  }

  form() {
    this.method = h("select", { class: "field" });
    this.kind = h(
      "select",
      { class: "field", onchange: () => this.showMore() },
      Object.entries(KINDS).map(([value, words]) => h("option", { value }, words)),
    );
    this.times = number(1, 100);
    this.wait = number(3, 600);
    this.seconds = number(15, 600);
    this.error = h("input", { class: "field", type: "text", value: "internal_error" });
    this.waitRow = row("Retry-After, in seconds", this.wait);
    this.errorRow = row("Error", this.error);
    this.secondsRow = row("Seconds", this.seconds);
    const submit = (event) => {
      event.preventDefault();
      this.arm().catch(report);
    };
    const form = h(
      "form",
      { onsubmit: submit },
      row("Method", this.method),
      row("What goes wrong", this.kind),
      row("For the next calls", this.times),
      this.waitRow,
      this.errorRow,
      this.secondsRow,
      h("button", { type: "submit", class: "button primary" }, "Arm"),
    );
    this.showMore();
    return form;
  }

  showMore() {
    this.waitRow.hidden = this.kind.value !== "ratelimited";
    this.errorRow.hidden = this.kind.value !== "refused";
    this.secondsRow.hidden = !["slow", "late"].includes(this.kind.value);
  }

  open() {
    showAt(this.panel, this.button, { alignEnd: true, most: Infinity });
    this.method.focus();
    this.refresh();
  }

  async arm() {
    const fault = { method: this.method.value, kind: this.kind.value, times: Number(this.times.value) };
    if (!this.waitRow.hidden) fault.retry_after = Number(this.wait.value);
    if (!this.errorRow.hidden && this.error.value.trim()) fault.error = this.error.value.trim();
    if (!this.secondsRow.hidden) fault.seconds = Number(this.seconds.value);
    await api.arm(fault);
    await this.refresh();
  }

  async refresh() {
    const { faults, methods } = await api.faults().catch((refusal) => report(refusal) ?? {});
    if (!faults) return;
    if (!this.method.length) this.method.append(...methodOptions(methods));
    this.none.hidden = faults.length > 0;
    this.armed.replaceChildren(...faults.map((fault) => this.row(fault)));
    const calls = faults.reduce((sum, fault) => sum + fault.times, 0);
    this.count.textContent = calls ? `${calls} armed` : "";
    this.button.classList.toggle("armed", calls > 0);
  }

  row(fault) {
    const next = fault.times === 1 ? "the next call" : `the next ${fault.times} calls`;
    const calls = fault.rate === null ? next : `${Math.round(fault.rate * 1000) / 10} % of all calls`;
    const where = fault.method === "*" ? "any method" : fault.method;
    const kind = fault.kind === "refused" ? `refused: ${fault.error}` : KINDS[fault.kind];
    const back = () => api.takeBack(fault.id).catch(report).then(() => this.afterTakingBack());
    return h(
      "li",
      {},
      h("span", {}, h("b", {}, where), ` · ${kind} · ${calls}`),
      h("button", { type: "button", class: "button", onclick: back }, "Take back"),
    );
  }

  async afterTakingBack() {
    await this.refresh();
    (this.armed.querySelector("button") ?? this.method).focus();
  }
}

function methodOptions(methods) {
  const option = (value, words = value) =>
    h("option", { value, selected: value === "chat.postMessage" }, words);
  return [option("*", "any method"), ...methods.map((method) => option(method))];
}

function number(value, max) {
  return h("input", { class: "field", type: "number", min: 1, max, value: String(value), required: true });
}

function row(words, field) {
  field.id = uid("fault");
  return h("div", { class: "row" }, h("label", { for: field.id }, words), field);
}
