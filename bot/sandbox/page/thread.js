// A thread, at the side; on a phone it is a page of its own.

import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { MessageList } from "./messages.js";
import { report } from "./notices.js";

export class Thread {
  constructor(workspace, conversation, thread, close) {
    this.thread = thread;
    this.channel = conversation.id;
    this.messages = new MessageList(workspace, { channel: this.channel, thread });
    this.writing = new Composer(workspace, {
      channel: this.channel,
      thread,
      label: "Reply in thread",
      sent: () => {
        this.messages.toBottom();
        this.refresh();
      },
    });
    const place = conversation.kind === "im" ? conversation.name : `#${conversation.name}`;
    const head = h(
      "header",
      { class: "conversation-header" },
      h("h2", {}, "Thread"),
      h("span", { class: "members" }, place),
      iconButton("close", "Close thread", close),
    );
    this.node = h(
      "aside",
      { class: "thread", "aria-label": "Thread" },
      head,
      this.messages.node,
      workspace.isMember(conversation) && !conversation.archived && this.writing.node,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.refresh();
  }

  refresh() {
    return this.messages.refresh().catch(report);
  }
}
