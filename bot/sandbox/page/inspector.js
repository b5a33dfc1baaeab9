// Everything that goes between app and Slack, live.

import * as api from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { notify, report } from "./notices.js";
import { backTo } from "./popover.js";
import { remember, remembered } from "./prefs.js";
import { asJson, refusal, requestRow, searchable } from "./requests.js";

const KEPT = 2000;
const CHUNK = 500;
const PAUSE_MS = 150;

export class Inspector {
  constructor(workspace) {
    Object.assign(this, { workspace, entries: [], last: null, stuck: true });
    this.button = h(
      "button",
      {
        type: "button",
        class: "tool",
        title: "Requests between app and Slack (Alt+I)",
        "aria-keyshortcuts": "Alt+I",
        "aria-expanded": "false",
        "aria-controls": "inspector",
        onclick: () => this.open(!this.shown, this.button),
      },
      icon("inspect"),
      h("span", { class: "label" }, "Inspector"),
    );
    this.list = h("ol", { class: "requests", role: "list", "aria-label": "Requests" });
    this.scroller = h("div", { class: "requests-scroller", tabindex: "0" }, this.list);
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.node = h(
      "section",
      { class: "inspector", id: "inspector", "aria-label": "Inspector", hidden: true },
      this.bar(),
      this.scroller,
    );
    // It may stand inside an open form: what is typed here is not typed there.
    this.node.addEventListener("keydown", (event) => this.keydown(event));
    document.addEventListener("keydown", (event) => this.shortcut(event), true);
    if (remembered("inspector", false)) this.open(true);
  }

  bar() {
    this.filter = h("input", {
      type: "search",
      class: "field",
      placeholder: "Filter",
      "aria-label": "Filter requests",
      oninput: () => this.narrow(),
    });
    this.onlyRefusals = h("input", { type: "checkbox", onchange: () => this.narrow() });
    this.tally = h("span", { class: "tally" });
    return h(
      "header",
      {},
      h("h2", {}, "Inspector"),
      this.filter,
      h("label", { class: "only" }, this.onlyRefusals, "Only refusals"),
      this.tally,
      h("button", { type: "button", class: "button", onclick: () => this.clear() }, "Clear"),
      h(
        "button",
        { type: "button", class: "button", onclick: () => this.copy(this.visible()) },
        "Copy as JSON",
      ),
      iconButton("close", "Close inspector", () => this.open(false)),
    );
  }

  keydown(event) {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.open(false);
  }

  // By the key's place: on some keyboards Alt makes another letter of it.
  shortcut(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyI") return;
    event.preventDefault();
    this.open(!this.shown, document.activeElement);
    if (this.shown) this.filter.focus();
  }

  /** from: where the focus goes back to. */
  open(shown, from) {
    this.shown = shown;
    if (shown) this.cameFrom = from;
    this.node.hidden = !shown;
    document.body.classList.toggle("inspecting", shown);
    this.button.setAttribute("aria-expanded", String(shown));
    remember("inspector", shown);
    if (shown) this.refresh();
    else if (this.cameFrom?.isConnected && this.cameFrom !== this.button) this.cameFrom.focus();
    else backTo(this.button);
  }

  /** An open form makes the rest of the page inert; looking into it is wanted just then. */
  rehome() {
    const dialogs = document.querySelectorAll("dialog.modal[open]");
    const home = dialogs[dialogs.length - 1] ?? document.body;
    if (this.node.parentNode === home) return;
    home.append(this.node);
    this.scroller.scrollTop = this.stuck ? this.scroller.scrollHeight : this.top;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.top = scrollTop;
    this.stuck = scrollHeight - scrollTop - clientHeight < 30;
  }

  grown() {
    if (!this.shown || this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.refresh();
    }, PAUSE_MS);
  }

  // One after the other: two answers about the same entries would show them twice.
  refresh() {
    if (!this.shown) return this.loading;
    this.loading = (this.loading ?? Promise.resolve()).then(() => this.load()).catch(report);
    return this.loading;
  }

  async load() {
    this.last ??= Math.max((await api.log(0, 1)).last - KEPT, floor());
    for (;;) {
      const { entries, last } = await api.log(this.last, CHUNK);
      if (last < this.last) {
        this.restart(); // another local Slack answers at this address now
        continue;
      }
      if (entries.length) this.add(entries);
      if (entries.length < CHUNK) return;
    }
  }

  restart() {
    this.drop();
    setFloor(0);
    this.last = 0;
  }

  add(entries) {
    this.last = entries.at(-1).n;
    for (const entry of entries) {
      entry.refused = refusal(entry);
      entry.row = requestRow(entry, this.workspace, (one) => this.copy([one]));
      entry.row.hidden = !this.wanted(entry);
    }
    this.entries.push(...entries);
    this.list.append(...entries.map((entry) => entry.row));
    for (const old of this.entries.splice(0, Math.max(0, this.entries.length - KEPT))) old.row.remove();
    this.count();
    if (this.stuck) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  wanted(entry) {
    if (this.onlyRefusals.checked && !entry.refused) return false;
    const text = this.filter.value.trim().toLowerCase();
    return !text || searchable(entry).includes(text);
  }

  narrow() {
    for (const entry of this.entries) entry.row.hidden = !this.wanted(entry);
    this.count();
  }

  visible() {
    return this.entries.filter((entry) => !entry.row.hidden);
  }

  count() {
    const refused = this.entries.filter((entry) => entry.refused).length;
    const shown = this.visible().length;
    const all = this.entries.length;
    this.tally.textContent = `${shown === all ? all : `${shown} of ${all}`} · ${refused} refused`;
  }

  // After what is being loaded, which would come back: all there was at the press goes.
  clear() {
    const cleared = () => {
      setFloor(this.last ?? 0);
      this.drop();
    };
    this.loading = (this.loading ?? Promise.resolve()).then(cleared);
  }

  drop() {
    this.entries = [];
    this.list.replaceChildren();
    this.count();
  }

  async copy(entries) {
    const all = entries.map(asJson);
    const text = JSON.stringify(all.length === 1 ? all[0] : all, null, 2);
    try {
      await navigator.clipboard.writeText(text);
      notify(all.length === 1 ? "Copied." : `Copied ${all.length} requests.`);
    } catch {
      notify("The browser does not let this page copy.");
    }
  }
}

// What was cleared stays so for this tab, also as another person.
const FLOOR = "local-slack.cleared";

function floor() {
  return Number(sessionStorage.getItem(FLOOR) ?? 0);
}

function setFloor(n) {
  sessionStorage.setItem(FLOOR, String(n));
}
