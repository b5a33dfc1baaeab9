// A list of messages, of a conversation or of one thread, kept current without redrawing what did not change.

import { h } from "./dom.js";
import { authorOf, renderMessage } from "./message.js";
import { patch } from "./patch.js";
import { dayName, dayOf } from "./time.js";

const TOGETHER_SECONDS = 300;

export class MessageList {
  /** options: {channel, thread, message: one to point at, openThread} */
  constructor(workspace, options) {
    this.workspace = workspace;
    this.options = options;
    this.list = h("div", {
      class: "messages",
      role: "list",
      "aria-label": options.thread ? "Replies" : "Messages",
    });
    this.empty = h("p", { class: "empty", hidden: true }, "Nothing here yet.");
    this.latest = h(
      "button",
      { type: "button", class: "latest", hidden: true, onclick: () => this.toBottom() },
      "New messages below",
    );
    this.scroller = h("div", { class: "scroller", tabindex: "0" }, this.empty, this.list);
    this.node = h("div", { class: "message-list" }, this.scroller, this.latest);
    this.scroller.addEventListener("scroll", () => this.atBottom() && (this.latest.hidden = true));
    // Pictures and panes change the height after drawing: who was at the bottom stays there.
    this.stuck = true;
    new ResizeObserver(() => this.stuck && this.toBottom()).observe(this.list);
    new ResizeObserver(() => this.stuck && this.toBottom()).observe(this.scroller);
    this.scroller.addEventListener("scroll", () => (this.stuck = this.atBottom()));
  }

  /** Ends when the list is current: who marks it as read relies on that. */
  refresh() {
    this.wanted = true;
    this.loading ??= this.loadAll();
    return this.loading;
  }

  // One request at a time; what happens meanwhile asks for one more, also where the first has failed.
  async loadAll() {
    try {
      while (this.wanted) await this.load();
    } finally {
      this.loading = null;
    }
  }

  async load() {
    this.wanted = false;
    try {
      this.show(await this.workspace.api.messages(this.options.channel, this.options.thread));
    } catch (error) {
      if (!this.wanted) throw error;
    }
  }

  show(messages) {
    const grown = messages.length > (this.count ?? Infinity);
    this.count = messages.length;
    this.last = messages.at(-1);
    this.empty.hidden = messages.length > 0;
    const stuck = this.stuck;
    patch(this.list, this.items(messages));
    if (this.options.message) this.point();
    else if (stuck) this.toBottom();
    else if (grown) this.latest.hidden = false;
  }

  /** Goes to the message a permalink named, once. */
  point() {
    const node = this.list.querySelector(`[data-ts="${CSS.escape(this.options.message)}"]`);
    this.options.message = null;
    this.stuck = !node;
    node?.classList.add("pointed");
    node?.scrollIntoView({ block: "center" });
  }

  items(messages) {
    const { workspace } = this;
    const items = [];
    messages.forEach((message, at) => {
      const previous = messages[at - 1];
      const newDay = !previous || this.day(previous) !== this.day(message);
      if (newDay && !this.options.thread) items.push(this.divider(message));
      const options = {
        ...this.options,
        follows: !newDay && !(this.options.thread && at === 1) && this.together(previous, message),
        inThread: Boolean(this.options.thread),
      };
      items.push({
        key: `${message.ts}${message.ephemeral ? "-only" : ""}`,
        // Names and "today" in a message change with the people and the day, not with the message.
        source: JSON.stringify([
          message,
          options.follows,
          dayOf(workspace.now(), workspace.zone),
          workspace.zone,
        ]),
        render: (before) => renderMessage(message, workspace, options, before),
      });
      if (this.options.thread && at === 0) items.push(this.counter(messages.length - 1));
    });
    return items;
  }

  day(message) {
    return dayOf(Number(message.ts), this.workspace.zone);
  }

  together(previous, message) {
    const author = (one) =>
      JSON.stringify([authorOf(one, this.workspace), Boolean(one.ephemeral), one.subtype]);
    return (
      !message.ephemeral &&
      author(previous) === author(message) &&
      message.ts - previous.ts < TOGETHER_SECONDS
    );
  }

  divider(message) {
    const words = dayName(Number(message.ts), this.workspace.zone, this.workspace.now());
    return {
      key: `day-${this.day(message)}`,
      source: words,
      render: () => h("div", { class: "day", role: "presentation" }, h("span", {}, words)),
    };
  }

  counter(count) {
    const words = count === 1 ? "1 reply" : count ? `${count} replies` : "No replies yet";
    return {
      key: "counter",
      source: words,
      render: () => h("div", { class: "reply-count", role: "presentation" }, h("span", {}, words)),
    };
  }

  atBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  toBottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.latest.hidden = true;
    this.stuck = true;
  }
}
