// Channels, direct messages and the app, of the person this page belongs to.

import { avatar, h, icon } from "./dom.js";
import { notify, sentence } from "./notices.js";
import { patch } from "./patch.js";
import { address, current, go } from "./route.js";

export class Sidebar {
  constructor(workspace, { toggle }) {
    this.workspace = workspace;
    this.toggle = toggle;
    this.team = h("span", {});
    this.groups = h("div", { class: "groups" });
    this.node = h(
      "nav",
      { class: "sidebar", id: "sidebar", "aria-label": "Conversations" },
      h("div", { class: "workspace-name" }, this.team, h("small", {}, "a local Slack")),
      this.groups,
    );
    toggle.addEventListener("click", () => this.show(!this.shown));
    document.addEventListener("keydown", (event) => this.shown && event.key === "Escape" && this.show(false));
  }

  // On a phone only: wider screens show it always.
  show(shown) {
    this.shown = shown;
    this.toggle.setAttribute("aria-expanded", String(shown));
    document.body.classList.toggle("sidebar-open", shown);
    if (shown) this.groups.querySelector("a")?.focus();
    else this.toggle.focus();
  }

  update() {
    const { bot, list, team } = this.workspace;
    this.team.textContent = team?.name ?? "";
    const channels = list
      .filter((conversation) => conversation.kind !== "im")
      .sort((one, other) => one.name.localeCompare(other.name));
    const people = list.filter((conversation) => conversation.kind === "im" && conversation.id !== bot.dm);
    const app =
      list.find((conversation) => conversation.id === bot.dm) ??
      (bot.user_id && { id: null, kind: "im", name: bot.name, unread: 0 });
    const groups = [
      ["Channels", channels],
      ["Direct messages", people],
      ["Apps", app ? [app] : []],
    ].filter(([, entries]) => entries.length);
    patch(
      this.groups,
      groups.map(([title, entries]) => ({
        key: title,
        source: JSON.stringify([entries, current()]),
        render: () => this.group(title, entries),
      })),
    );
    const unread = list.reduce((sum, conversation) => sum + (conversation.unread || 0), 0);
    document.title = `${unread ? `(${unread}) ` : ""}${this.workspace.me.real_name || this.workspace.me.name} · Local Slack`;
    this.toggle.classList.toggle("has-unread", unread > 0);
  }

  group(title, entries) {
    return h(
      "section",
      {},
      h("h2", {}, title),
      h(
        "ul",
        { "aria-label": title },
        entries.map((entry) => h("li", {}, this.entry(entry))),
      ),
    );
  }

  entry(conversation) {
    const { bot, me } = this.workspace;
    const isApp = conversation.id === bot.dm || conversation.id === null;
    const route = { channel: conversation.id, tab: isApp && !conversation.unread ? "home" : null };
    const unread = conversation.unread > 0;
    return h(
      "a",
      {
        href: address(me.id, route),
        class: [unread && "unread", !this.workspace.isMember(conversation) && "not-joined"]
          .filter(Boolean)
          .join(" "),
        "aria-current": current().channel === conversation.id ? "page" : null,
        onclick: (event) => this.open(event, route),
      },
      sign(conversation, isApp && bot.user_id),
      h("span", { class: "name" }, conversation.name),
      unread &&
        h(
          "span",
          { class: "badge" },
          String(conversation.unread),
          h("span", { class: "sr-only" }, " unread"),
        ),
    );
  }

  async open(event, route) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (this.shown) this.show(false);
    if (route.channel) go(route);
    else await this.openApp(route).catch((refusal) => notify(sentence(refusal)));
  }

  async openApp(route) {
    const { channel } = await this.workspace.api.send("open_dm");
    await this.workspace.refresh();
    go({ ...route, channel });
  }
}

function sign(conversation, appId) {
  if (conversation.kind === "im") return avatar(appId || conversation.id, conversation.name, Boolean(appId));
  return icon(conversation.kind === "private" ? "lock" : "hash");
}
