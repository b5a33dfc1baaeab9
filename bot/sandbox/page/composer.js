// Where messages and slash commands are typed.

import { Refusal } from "./api.js";
import { Completion } from "./completion.js";
import { h, iconButton } from "./dom.js";
import { notify, sentence } from "./notices.js";
import { hide, menuKeys, showAt } from "./popover.js";

const BEFORE_THE_APP = new Set([
  "not_a_command",
  "not_reachable",
  "not_in_channel",
  "channel_not_found",
  "account_inactive",
  "not_allowed_for_external_users",
]);

// What was typed but not sent stays with its conversation while the page lives.
const drafts = new Map();

export class Composer {
  /** options: {channel, thread, label, sent()} */
  constructor(workspace, options) {
    Object.assign(this, { workspace, options, key: `${options.channel}/${options.thread ?? ""}` });
    this.field = h("textarea", {
      rows: 1,
      "aria-label": options.label,
      placeholder: options.label,
      autocomplete: "off",
    });
    this.field.value = drafts.get(this.key) ?? "";
    this.completion = new Completion(workspace, this.field, { commands: !options.thread });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.sendButton = iconButton("send", "Send", () => this.send(), { class: "icon-button send" });
    const shortcuts = !options.thread && this.shortcuts();
    this.node = h(
      "div",
      { class: "composer" },
      this.completion.list,
      this.completion.usage,
      this.problem,
      h("div", { class: "composer-box" }, shortcuts, this.field, this.sendButton),
    );
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.keydown(event));
    this.field.addEventListener("blur", () => this.completion.close());
    requestAnimationFrame(() => this.grow());
  }

  typed() {
    drafts.set(this.key, this.field.value);
    this.problem.textContent = "";
    this.grow();
    this.completion.update();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 180)}px`;
    this.sendButton.disabled = !this.field.value.trim();
  }

  keydown(event) {
    if (event.isComposing || this.completion.keydown(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  write(text) {
    this.field.value = text;
    this.typed();
    this.completion.close();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    if (text.startsWith("/") && this.options.thread) {
      this.problem.textContent = `${text.split(/\s/)[0]} is not supported in threads. Sorry!`;
      return;
    }
    this.write("");
    try {
      await (text.startsWith("/") ? this.command(text) : this.say(text));
      this.options.sent?.();
    } catch (refusal) {
      this.refused(text, refusal);
    }
  }

  command(text) {
    const [name] = text.split(/\s/);
    if (!this.workspace.commands.some(({ command }) => command === name))
      throw new Refusal("not_a_command", {});
    return this.workspace.api.send("command", { channel: this.options.channel, text });
  }

  say(text) {
    const body = { channel: this.options.channel, text };
    return this.workspace.api.send(
      "say",
      this.options.thread ? { ...body, thread_ts: this.options.thread } : body,
    );
  }

  // A command that reached the app and failed there is told of in the conversation, and what was typed is
  // gone, as in Slack. What never got so far is given back.
  refused(text, refusal) {
    if (text.startsWith("/") && !BEFORE_THE_APP.has(refusal.message)) return;
    if (!this.field.value) this.write(text);
    const [name] = text.split(/\s/);
    this.problem.textContent =
      refusal.message === "not_a_command" ? `${name} is not a valid command.` : sentence(refusal);
  }

  shortcuts() {
    const menu = h("div", { class: "menu", role: "menu", popover: "auto", "aria-label": "Shortcuts" });
    const opener = iconButton("bolt", "Shortcuts", () => this.openShortcuts(menu, opener), {
      "aria-haspopup": "menu",
    });
    menuKeys(menu, opener);
    return h("span", { class: "holder" }, opener, menu);
  }

  openShortcuts(menu, opener) {
    menu.replaceChildren(
      ...this.workspace.shortcuts.map((shortcut) =>
        h(
          "button",
          { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.run(menu, shortcut) },
          shortcut.name,
          h("small", {}, shortcut.description ?? ""),
        ),
      ),
    );
    if (!menu.firstChild) menu.append(h("p", { class: "none" }, "No app offers a shortcut here."));
    showAt(menu, opener);
    menu.firstElementChild.focus();
  }

  async run(menu, shortcut) {
    hide(menu);
    await this.workspace.api
      .send("shortcut", { callback_id: shortcut.callback_id, channel: this.options.channel })
      .catch((refusal) => notify(sentence(refusal)));
  }
}
