// Puts the page together and keeps it current.

import * as api from "./api.js";
import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import { header } from "./header.js";
import { Modals } from "./modals.js";
import { notify, report } from "./notices.js";
import { address, asWhom, current, followPermalinks, go, routes } from "./route.js";
import { Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { Tools } from "./tools.js";
import { Workspace } from "./workspace.js";

const CLOCK_POLL_MS = 20_000;

class Page {
  constructor(workspace) {
    this.workspace = workspace;
    this.tools = new Tools(workspace, {
      onScreen: (channel, thread) => this.onScreen(channel, thread),
      type: (line) => this.type(line),
    });
    const top = header(workspace, this.tools.buttons);
    this.sidebar = new Sidebar(workspace, top);
    this.middle = h("div", { class: "middle" });
    const veil = h("div", { class: "veil", onclick: () => this.sidebar.show(false) });
    document.body.replaceChildren(top.node, this.sidebar.node, veil, this.middle, ...this.tools.nodes);
    this.modals = new Modals(workspace, () => current().channel);
    this.modals.addEventListener("changed", () => this.tools.inspector.rehome());
    workspace.addEventListener("changed", () => this.changed());
    routes.addEventListener("moved", () => this.moved());
  }

  async start() {
    await this.workspace.refresh();
    followPermalinks();
    if (!current().channel && this.workspace.list.length) go({ channel: this.landing() }, { replace: true });
    this.moved();
    await this.modals.refresh();
    this.connect();
    document.addEventListener("visibilitychange", () => this.visibility());
    // What was asked for while the network was away is asked for again, though the stream may have lived on.
    addEventListener("online", () => this.everything());
    setInterval(
      () =>
        document.hidden ||
        api
          .clock()
          .then(({ now }) => this.workspace.setNow(now))
          .catch(() => {}),
      CLOCK_POLL_MS,
    );
  }

  landing() {
    const { list, bot } = this.workspace;
    return (list.find((conversation) => conversation.id === bot.dm) ?? list[0]).id;
  }

  // Browsers allow six connections to one server: tabs that are not looked at give theirs back.
  visibility() {
    if (!document.hidden) this.connect();
    else {
      this.stream?.close();
      this.stream = null;
    }
  }

  connect() {
    if (this.stream) return;
    this.stream = this.workspace.api.listen({
      opened: () => this.everything(),
      event: (event) => this.event(event),
      lost: () => document.body.classList.add("offline"),
    });
  }

  /** After a gap in the events nobody knows what was missed. */
  async everything() {
    document.body.classList.remove("offline");
    await Promise.all([
      this.workspace.refresh(),
      this.modals.refresh(),
      this.conversation?.refresh(),
      this.conversation?.home?.refresh(),
      this.thread?.refresh(),
      this.tools.refresh(),
    ]).catch(report);
    document.body.dataset.live = "true";
  }

  event(event) {
    const { what, channel, now } = event;
    this.tools.event(event);
    if (what === "messages") this.messages(channel);
    else if (what === "views") this.modals.refresh().catch(report);
    else if (what === "home") this.conversation?.home?.refresh().catch(report);
    else if (what === "conversations") this.peopleAndPlaces().catch(report);
    else if (what === "clock") this.clock(now);
  }

  async peopleAndPlaces() {
    await this.workspace.refreshPeople();
    await this.workspace.refresh();
  }

  async messages(channel) {
    await this.workspace.refresh().catch(report);
    if (channel !== current().channel) return;
    this.conversation?.refresh();
    this.thread?.refresh();
  }

  clock(now) {
    this.workspace.setNow(now);
    this.conversation?.refresh();
    this.thread?.refresh();
  }

  // The list of conversations changed: also when one appeared, or when this person joined the open one.
  changed() {
    this.sidebar.update();
    if (this.middleKey !== this.key()) this.moved();
    this.conversation?.update();
  }

  key() {
    const { channel, tab, message } = current();
    const conversation = this.workspace.channel(channel);
    return JSON.stringify([
      channel,
      tab,
      message,
      conversation && [
        conversation.name,
        conversation.joined,
        conversation.archived,
        channel === this.workspace.bot.dm,
      ],
    ]);
  }

  moved() {
    if (this.middleKey !== this.key()) this.openConversation();
    this.openThread();
    this.sidebar.update();
    this.tools.pushes.seen();
  }

  openConversation() {
    this.middleKey = this.key();
    this.conversation?.leave();
    const { channel, tab } = current();
    const conversation = this.workspace.channel(channel);
    this.conversation = conversation && new Conversation(this.workspace, conversation, tab);
    this.middle.replaceChildren(this.conversation?.node ?? nothing());
    this.thread = null;
  }

  onScreen(channel, thread) {
    const { channel: here, tab, thread: open } = current();
    if (document.hidden || channel !== here) return false;
    return thread ? open === thread : tab !== "home" || channel !== this.workspace.bot.dm;
  }

  /** For the guide: into the composer, from wherever the person is. */
  type(line) {
    const { channel, tab } = current();
    if (!this.conversation?.writing) go({ channel: tab === "home" ? channel : this.landing() });
    this.conversation?.writing?.write(line);
    this.conversation?.writing?.field.focus();
  }

  openThread() {
    const { channel, tab, thread } = current();
    if (this.thread?.thread === thread) return;
    this.thread?.node.remove();
    const conversation = thread && this.workspace.channel(channel);
    this.thread =
      conversation && new Thread(this.workspace, conversation, thread, () => go({ channel, tab }));
    if (!this.thread) return;
    this.middle.append(this.thread.node);
    this.thread.writing.field.focus();
  }
}

function nothing() {
  return h("main", { class: "conversation" }, h("p", { class: "empty" }, "Choose a conversation."));
}

async function begin() {
  const people = await api.people();
  const known = people.find((person) => person.id === asWhom()) ?? people.find((person) => !person.deleted);
  if (!known) throw new Error("nobody");
  if (known.id !== asWhom()) history.replaceState(null, "", address(known.id));
  await new Page(new Workspace(people, known.id)).start();
}

begin().catch((error) => {
  console.error(error);
  notify("The local Slack does not answer. Start it, then reload this page.");
});
