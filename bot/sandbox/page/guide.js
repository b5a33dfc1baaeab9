// The first minutes, guided: what to try, as whom. Steps tick themselves off, in whichever tab they are done.

import * as api from "./api.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { report } from "./notices.js";
import { backTo } from "./popover.js";
import { narrow, remember, remembered } from "./prefs.js";
import { address } from "./route.js";

export class Guide {
  constructor(workspace, type) {
    Object.assign(this, { workspace, type, steps: [] });
    this.count = h("span", { class: "count" });
    this.button = h(
      "button",
      {
        type: "button",
        class: "tool",
        hidden: true,
        "aria-expanded": "false",
        "aria-controls": "guide",
        onclick: () => this.open(!this.shown, true),
      },
      icon("check"),
      h("span", { class: "label" }, "Guide"),
      this.count,
    );
    this.list = h("ol", { class: "steps" });
    this.end = h("p", { class: "end" });
    this.node = h(
      "aside",
      { class: "guide", id: "guide", "aria-label": "Guide", hidden: true },
      h(
        "header",
        {},
        h("h2", { tabindex: "-1" }, "The first five minutes"),
        iconButton("close", "Close guide", () => this.open(false, true)),
      ),
      this.list,
      this.end,
      h("button", { type: "button", class: "link-button", onclick: () => this.again() }, "Start over"),
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false, true));
    this.refresh();
  }

  // Where it has no column of its own it covers what it speaks of: there it comes only when asked for.
  open(shown, asked = false) {
    this.shown = shown;
    this.node.hidden = !shown;
    this.button.setAttribute("aria-expanded", String(shown));
    if (!asked) return;
    if (!covering()) remember("guide", shown);
    if (shown) this.node.querySelector("h2").focus();
    else backTo(this.button);
  }

  async refresh() {
    const { steps } = await api.guide().catch((refusal) => report(refusal) ?? {});
    if (!steps?.length) return;
    const first = this.steps.length === 0;
    this.steps = steps;
    this.draw();
    this.button.hidden = false;
    if (first) this.open(!covering() && remembered("guide", true));
  }

  async again() {
    await api.guideAgain().catch(report);
    await this.refresh();
  }

  draw() {
    const done = this.steps.filter((step) => step.done).length;
    const current = this.steps.findIndex((step) => !step.done);
    this.count.textContent = `${done} of ${this.steps.length}`;
    this.list.replaceChildren(...this.steps.map((step, at) => this.step(step, at === current)));
    this.end.textContent = current < 0 ? "That was the whole way round. Look around as anybody." : "";
  }

  step(step, current) {
    const body = h("div", { class: "what" }, h("p", {}, step.do), this.deeds(step));
    return h(
      "li",
      {
        class: [step.done && "done", current && "current"].filter(Boolean).join(" "),
        "aria-current": current ? "step" : null,
      },
      h(
        "details",
        { open: current },
        h(
          "summary",
          {},
          h("span", { class: "mark", "aria-hidden": "true" }, step.done && icon("tick")),
          h("span", {}, step.title, h("span", { class: "sr-only" }, step.done ? " (done)" : "")),
        ),
        body,
      ),
    );
  }

  deeds(step) {
    const person = this.workspace.person(step.person);
    const mine = !person || person.id === this.workspace.me.id;
    const name = person && (person.real_name || person.name);
    return h(
      "div",
      { class: "deeds" },
      person && mine && h("span", { class: "as" }, face(person, name), `You are ${name}.`),
      person &&
        !mine &&
        h("a", { class: "button as", href: address(person.id) }, face(person, name), `Be ${name}`),
      step.line && h("code", {}, step.line),
      step.line &&
        mine &&
        h(
          "button",
          { type: "button", class: "button", onclick: () => this.typeIt(step.line) },
          "Type it for me",
        ),
    );
  }

  typeIt(line) {
    if (narrow()) this.open(false);
    this.type(line);
  }
}

const covering = () => matchMedia("(max-width: 1080px)").matches;

function face(person, name) {
  return avatar(person.id, name);
}
