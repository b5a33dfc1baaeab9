// What this page knows of the workspace, as the person it belongs to sees it.

import * as api from "./api.js";

export class Workspace extends EventTarget {
  constructor(people, id) {
    super();
    this.everyone = new Map(people.map((person) => [person.id, person]));
    this.me = this.everyone.get(id);
    this.api = new api.Person(id);
    this.list = [];
    this.commands = [];
    this.shortcuts = [];
    this.groups = new Map();
    this.bot = {};
    this.seconds = Date.now() / 1000;
  }

  async refresh() {
    const state = await this.api.state();
    this.everyone.set(state.me.id, state.me);
    this.me = state.me;
    this.list = state.conversations;
    this.commands = state.commands;
    this.shortcuts = state.shortcuts;
    this.bot = state.bot ?? {};
    this.team = state.team;
    this.groups = new Map((state.groups ?? []).map((group) => [group.id, group]));
    this.setNow(state.now);
    this.dispatchEvent(new Event("changed"));
  }

  async refreshPeople() {
    for (const person of await api.people()) this.everyone.set(person.id, person);
  }

  setNow(iso) {
    this.seconds = Date.parse(iso) / 1000;
    this.dispatchEvent(new Event("clock"));
  }

  get zone() {
    return this.me?.tz || "UTC";
  }

  now() {
    return this.seconds;
  }

  person(id) {
    if (id && id === this.bot.user_id)
      return { id, name: this.bot.name, real_name: this.bot.name, app: true };
    return this.everyone.get(id);
  }

  people() {
    return [...this.everyone.values()];
  }

  group(id) {
    return this.groups.get(id);
  }

  conversations() {
    return this.list;
  }

  channel(id) {
    return this.list.find((conversation) => conversation.id === id);
  }

  get botChannel() {
    return this.bot.dm;
  }

  isMember(conversation) {
    return conversation.joined !== false;
  }
}
