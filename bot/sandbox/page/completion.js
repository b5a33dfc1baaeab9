// The list over the composer: commands after a leading "/", people after an "@".

import { h, uid } from "./dom.js";

const MOST = 8;

function commandEntries(workspace, text) {
  if (!/^\/\S*$/.test(text)) return [];
  return workspace.commands
    .filter((command) => command.command.startsWith(text))
    .map((command) => ({
      label: command.command,
      hint: command.usage_hint,
      detail: command.description,
      from: 0,
      insert: `${command.command} `,
    }));
}

function personEntries(workspace, text, caret) {
  const match = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, caret));
  if (!match) return [];
  const wanted = match[1].toLowerCase();
  // A name that is typed out is no question any more: Enter sends.
  if (workspace.people().some((person) => person.name.toLowerCase() === wanted)) return [];
  const fits = (person) =>
    !person.deleted &&
    `${person.name} ${person.real_name}`
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  return workspace
    .people()
    .filter(fits)
    .slice(0, MOST)
    .map((person) => ({
      label: person.real_name || person.name,
      hint: `@${person.name}`,
      detail: person.title,
      from: caret - match[1].length - 1,
      insert: `@${person.name} `,
    }));
}

export class Completion {
  constructor(workspace, field, { commands }) {
    Object.assign(this, { workspace, field, commands, entries: [], active: 0 });
    this.list = h("div", {
      class: "listbox completion",
      role: "listbox",
      id: uid("completion"),
      "aria-label": "Suggestions",
      hidden: true,
    });
    this.usage = h("div", { class: "usage", hidden: true });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) =>
      this.take(event.target.closest('[role="option"]')?.dataset.index),
    );
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-autocomplete", "list");
  }

  update() {
    const { value, selectionStart } = this.field;
    const commands = this.commands ? commandEntries(this.workspace, value) : [];
    // A command that is typed out needs no suggestion: Enter runs it.
    this.entries = commands.some((entry) => entry.label === value) ? [] : commands;
    if (!value.startsWith("/") || !this.entries.length)
      this.entries.push(...personEntries(this.workspace, value, selectionStart));
    this.showUsage(value);
    this.draw();
  }

  showUsage(value) {
    const command =
      this.commands &&
      this.workspace.commands.find(({ command: name }) => value === name || value.startsWith(`${name} `));
    this.usage.hidden = !command?.usage_hint;
    this.usage.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : "";
  }

  draw() {
    this.list.hidden = this.entries.length === 0;
    this.list.replaceChildren(
      ...this.entries.map((entry, index) =>
        h(
          "div",
          { role: "option", id: `${this.list.id}-${index}`, data: { index } },
          h("span", {}, h("b", {}, entry.label), entry.hint && ` ${entry.hint}`),
          entry.detail && h("small", {}, entry.detail),
        ),
      ),
    );
    this.activate(0);
  }

  activate(index) {
    this.active = (index + this.entries.length) % (this.entries.length || 1);
    [...this.list.children].forEach((row, at) => {
      row.classList.toggle("active", at === this.active);
      row.setAttribute("aria-selected", String(at === this.active));
    });
    if (this.entries.length)
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  take(index) {
    const entry = this.entries[index];
    if (!entry) return;
    const { value, selectionStart } = this.field;
    this.field.setRangeText(
      entry.insert,
      entry.from,
      entry.from
        ? selectionStart
        : Math.max(selectionStart, entry.insert.startsWith("/") ? value.length : selectionStart),
      "end",
    );
    this.field.dispatchEvent(new Event("input"));
  }

  close() {
    this.entries = [];
    this.draw();
  }

  /** → true when the key was for the list. */
  keydown(event) {
    if (!this.entries.length) return false;
    if (event.key === "ArrowDown") this.activate(this.active + 1);
    else if (event.key === "ArrowUp") this.activate(this.active - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
