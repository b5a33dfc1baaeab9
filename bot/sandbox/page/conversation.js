// The middle of the page: one conversation, with the app's Home beside its messages.

import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { Home } from "./home.js";
import { MessageList } from "./messages.js";
import { report } from "./notices.js";
import { current, go } from "./route.js";

export class Conversation {
  constructor(workspace, conversation, tab) {
    Object.assign(this, { workspace, conversation, tab });
    this.isApp = conversation.id === workspace.bot.dm;
    this.node = h("main", { class: "conversation", "aria-label": this.title() }, this.header());
    if (this.isApp && tab === "home") this.addHome();
    else this.addMessages();
  }

  title() {
    return this.conversation.kind === "im" ? this.conversation.name : `#${this.conversation.name}`;
  }

  header() {
    const { kind, name } = this.conversation;
    const people = kind !== "im" && h("span", { class: "members" });
    this.people = people;
    this.update();
    const sign = kind === "im" ? null : icon(kind === "private" ? "lock" : "hash");
    return h(
      "header",
      { class: "conversation-header" },
      h("h1", {}, sign, h("span", {}, name)),
      this.isApp && h("span", { class: "app-tag" }, "App"),
      people,
      this.isApp && this.tabs(),
    );
  }

  /** Who is here changes without anything else having to be drawn again. */
  update() {
    this.conversation = this.workspace.channel(this.conversation.id) ?? this.conversation;
    if (this.people) this.people.textContent = this.facts();
  }

  facts() {
    const { members = [], shared, archived } = this.conversation;
    const count = members.filter((id) => id !== this.workspace.bot.user_id).length;
    return [
      count === 1 ? "1 member" : `${count} members`,
      shared && "shared with another organisation",
      archived && "archived",
    ]
      .filter(Boolean)
      .join(" · ");
  }

  tabs() {
    const tab = (name, label) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          "aria-selected": String((this.tab ?? "messages") === name),
          onclick: () => go({ channel: this.conversation.id, tab: name }),
        },
        label,
      );
    const list = h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": this.title() },
      tab("home", "Home"),
      tab("messages", "Messages"),
    );
    list.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" || event.key === "ArrowLeft")
        go({ channel: this.conversation.id, tab: this.tab === "home" ? "messages" : "home" });
    });
    return list;
  }

  addHome() {
    this.home = new Home(this.workspace);
    this.node.append(this.home.node);
    this.home.open();
  }

  addMessages() {
    const { id } = this.conversation;
    this.messages = new MessageList(this.workspace, {
      channel: id,
      message: current().message,
      openThread: (thread) => go({ channel: id, tab: this.tab, thread }),
    });
    this.node.append(this.messages.node, this.foot());
    this.refresh();
  }

  foot() {
    if (this.conversation.archived) return h("div", { class: "join" }, "This channel is archived.");
    return this.workspace.isMember(this.conversation) ? this.composer() : this.joinBar();
  }

  composer() {
    this.writing = new Composer(this.workspace, {
      channel: this.conversation.id,
      label: `Message ${this.title()}`,
      sent: () => {
        this.messages.toBottom();
        this.refresh();
      },
    });
    return this.writing.node;
  }

  joinBar() {
    const join = () =>
      this.workspace.api
        .send("join", { channel: this.conversation.id })
        .then(() => this.workspace.refresh())
        .catch(report);
    return h(
      "div",
      { class: "join" },
      `You are looking at ${this.title()}.`,
      h("button", { type: "button", class: "button primary", onclick: join }, "Join channel"),
    );
  }

  async refresh() {
    await this.messages?.refresh().catch(report);
    this.markRead();
  }

  /** Read is what a person could see: the tab is in front and the newest message on screen. */
  markRead() {
    const unread = this.workspace.channel(this.conversation.id)?.unread;
    if (!unread || !this.messages || document.hidden || !this.messages.atBottom()) return;
    this.workspace.api
      .send("read", { channel: this.conversation.id })
      .then(() => this.workspace.refresh())
      .catch(() => {});
  }

  leave() {
    this.home?.leave();
  }
}
