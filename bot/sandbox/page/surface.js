// A surface is where blocks stand: a message, a modal, the Home tab. It knows how to tell the server.

import { report } from "./notices.js";
import { collect } from "./state.js";

/** options: {container, root() → node, kept, channel}; → the context blocks are drawn with. */
export function surface(workspace, options) {
  const inFlight = new Set();
  const act = async ({ blockId, actionId, value, node }) => {
    const state = { values: collect(options.root()) };
    const body = {
      container: options.container,
      block_id: blockId,
      action_id: actionId,
      value,
      state: state.values,
    };
    const sending = workspace.api.send("act", body).catch((refusal) => explain(refusal, node));
    inFlight.add(sending);
    await sending;
    inFlight.delete(sending);
  };
  return {
    me: workspace.me,
    zone: workspace.zone,
    now: () => workspace.now(),
    person: (id) => workspace.person(id),
    channel: (id) => workspace.channel(id),
    group: (id) => workspace.group(id),
    people: () => workspace.people(),
    conversations: () => workspace.conversations(),
    fileUrl: (file) => workspace.api.fileUrl(file),
    botChannel: workspace.botChannel,
    currentChannel: options.channel,
    kept: options.kept,
    dispatch: act,
    options: (query) =>
      workspace.api
        .send("options", { container: options.container, ...asked(query) })
        .catch(() => ({ options: [] })),
    settled: () => Promise.allSettled(inFlight),
  };
}

function asked({ blockId, actionId, value }) {
  return { block_id: blockId, action_id: actionId, value };
}

// What Slack shows beside an element whose app did not answer. A field of a view that was just closed is no news.
function explain(refusal, node) {
  if (node.isConnected) report(refusal);
}
