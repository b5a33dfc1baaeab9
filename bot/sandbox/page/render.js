// One screen, alone on the page, drawn by what draws it in the local Slack.
//
// window.renderScreen({
//   kind: "message" | "modal" | "home",
//   payload,                       a message ({text, blocks, ephemeral?…}) or a view
//   people?, conversations?, as?,  who and what mentions name; whose eyes
//   bot?, now?, errors?            {user_id, name}; ISO 8601; {block_id: text}
// })
// The screen stands in the element with id "screen"; nothing can be sent from it.

import { h } from "./dom.js";
import { patchBlocks } from "./blocks.js";
import { showErrors } from "./input_block.js";
import { renderMessage } from "./message.js";
import { Modal } from "./modals.js";
import { surface } from "./surface.js";
import { Workspace } from "./workspace.js";

const NOBODY = { id: "U0", name: "you", real_name: "You", tz: "UTC" };

function workspaceOf({
  people = [],
  as,
  conversations = [],
  bot = { user_id: "UBOT", name: "Interview" },
  now,
}) {
  const me = people.find((person) => person.id === as) ?? people[0] ?? NOBODY;
  const workspace = new Workspace([...people, me], me.id);
  workspace.api = { send: async () => ({}), views: async () => [], fileUrl: () => null };
  Object.assign(workspace, { list: conversations, bot });
  if (now) workspace.setNow(now);
  return workspace;
}

const DRAW = {
  message(payload, workspace) {
    const message = { ts: String(workspace.now()), bot_id: "B0", user: workspace.bot.user_id, ...payload };
    const list = h(
      "div",
      { class: "messages", role: "list" },
      renderMessage(message, workspace, { channel: "C0", openThread() {} }),
    );
    document.body.append(h("main", { id: "screen", class: "conversation" }, list));
  },
  modal(payload, workspace, errors) {
    const modal = new Modal(
      { workspace, where: () => null, refresh: async () => {} },
      { id: "V0", ...payload },
    );
    modal.node.id = "screen";
    modal.update(payload, payload.previous_view_id ? 1 : 0);
    // Not as a modal: a picture of it needs its whole height, with no veil around it.
    modal.node.open = true;
    modal.problem.textContent = showErrors(modal.blocks, errors).join(" ");
    document.activeElement?.blur();
  },
  home(payload, workspace) {
    const blocks = h("div", { class: "home-blocks" });
    patchBlocks(
      blocks,
      payload.blocks,
      surface(workspace, { container: { type: "home" }, root: () => blocks, kept: payload.state?.values }),
    );
    document.body.append(h("main", { id: "screen", class: "home" }, blocks));
  },
};

window.renderScreen = (screen) => {
  document.body.replaceChildren();
  document.body.dataset.kind = screen.kind;
  DRAW[screen.kind](screen.payload, workspaceOf(screen), screen.errors ?? {});
};
