// What a phone's lock screen and a desktop notification would show of a message that just came: apart from
// each other, as Slack takes them from different parts of it. What must not be read there shows here.

import { h, icon, iconButton } from "./dom.js";
import { inline, plain } from "./mrkdwn.js";
import { remember, remembered } from "./prefs.js";
import { go } from "./route.js";
import { surface } from "./surface.js";

const MOST = 4;
const cards = new WeakMap();
const STAYS_MS = 14_000;
const NO_TEXT = "(no text: an empty notification)";
const DESKTOP_LENGTH = 180;

export class Pushes {
  constructor(workspace, onScreen) {
    Object.assign(this, { workspace, onScreen, shown: remembered("pushes", true) });
    this.node = h("div", {
      class: "pushes",
      role: "log",
      popover: "manual",
      "aria-label": "Push preview",
    });
    this.button = h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-pressed": String(this.shown),
        title: "Show what phones and desktops would show of new messages",
        onclick: () => this.toggle(),
      },
      icon("bell"),
      h("span", { class: "label" }, "Push preview"),
    );
  }

  toggle() {
    this.shown = !this.shown;
    remember("pushes", this.shown);
    this.button.setAttribute("aria-pressed", String(this.shown));
    if (!this.shown) this.clear();
  }

  clear() {
    this.node.replaceChildren();
    this.hideIfEmpty();
  }

  async show(push) {
    if (!this.shown || this.onScreen(push.channel, push.thread)) return;
    // The first message of a conversation comes before the page knows of that.
    if (!this.workspace.channel(push.channel)) await this.workspace.refresh();
    const card = this.card(push);
    cards.set(card, [push.channel, push.thread]);
    this.node.prepend(card);
    while (this.node.children.length > MOST) this.node.lastChild.remove();
    // Shown anew it is the topmost: over a form that was opened since.
    if (this.node.matches(":popover-open")) this.node.hidePopover();
    this.node.showPopover();
    this.leaveLater(card);
  }

  /** What is on the screen by now need not be announced any more. */
  seen() {
    for (const card of [...this.node.children]) if (this.onScreen(...cards.get(card))) card.remove();
    this.hideIfEmpty();
  }

  // Whoever reads one with the pointer on it or the focus in it is not interrupted.
  leaveLater(card) {
    setTimeout(() => {
      if (card.matches(":hover, :focus-within")) this.leaveLater(card);
      else this.drop(card);
    }, STAYS_MS);
  }

  drop(card) {
    card.remove();
    this.hideIfEmpty();
  }

  hideIfEmpty() {
    if (!this.node.firstChild && this.node.matches(":popover-open")) this.node.hidePopover();
  }

  card(push) {
    const { workspace } = this;
    const conversation = workspace.channel(push.channel);
    const place = conversation?.kind === "im" ? conversation.name : `#${conversation?.name ?? "?"}`;
    const context = surface(workspace, { container: {}, root: () => this.node });
    const open = () => {
      this.drop(card);
      go({ channel: push.channel, thread: push.thread === push.ts ? null : push.thread });
    };
    const card = h(
      "div",
      { class: "push" },
      h("button", { type: "button", class: "push-place", onclick: open }, place),
      iconButton("close", "Dismiss", () => this.drop(card), { class: "icon-button small" }),
      h(
        "dl",
        {},
        h("dt", {}, "Phone"),
        h("dd", { class: "phone" }, push.text ? oneLine(push.text, context) : NO_TEXT),
        h("dt", {}, "Desktop"),
        h("dd", { class: "desktop" }, desktop(push, context)),
      ),
    );
    return card;
  }
}

function oneLine(text, context) {
  return inline(text.replace(/\s+/g, " ").trim(), { context, verbatim: true });
}

// The first block is surely read; how much of the next ones fits differs.
function desktop(push, context) {
  const texts = push.blocks.map(textOf).filter(Boolean);
  if (!texts.length) return push.text ? oneLine(push.text, context) : "(nothing to show)";
  const more = texts.slice(1).join(" ");
  const cut = more.length > DESKTOP_LENGTH ? `${more.slice(0, DESKTOP_LENGTH)} …` : more;
  return [
    oneLine(texts[0], context),
    cut && h("span", { class: "may-follow" }, h("i", {}, " may follow: "), oneLine(cut, context)),
  ];
}

function textOf(block) {
  if (block.type === "rich_text") return richTextOf(block);
  if (block.type === "markdown") return block.text;
  const objects = [block.text, ...(block.fields ?? []), ...(block.type === "context" ? block.elements : [])];
  return objects
    .filter((object) => object?.text)
    .map((object) => (object.type === "plain_text" ? plain(object) : object.text))
    .join(" ");
}

function richTextOf(element) {
  if (element.text) return element.text;
  return (element.elements ?? []).map(richTextOf).join(" ");
}
