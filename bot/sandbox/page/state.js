// `state.values` in Slack's shapes: {block_id: {action_id: {type, …what it is set to}}}. Each interactive
// element registers how to read and set itself; the page is read when something is sent, never mirrored.

const controls = new WeakMap();

/** control: {type, read() → e.g. {selected_option}, write(value), flush?()}. Buttons have none: no state. */
export function register(node, control, place) {
  controls.set(node, Object.assign(control, { blockId: place.blockId, actionId: node.dataset.actionId }));
  const kept = place.context.kept?.[place.blockId]?.[node.dataset.actionId];
  if (kept && kept.type === control.type) control.write(kept);
  return node;
}

export function controlsIn(root) {
  return [...root.querySelectorAll("[data-action-id]")].map((node) => controls.get(node)).filter(Boolean);
}

export function collect(root) {
  const values = {};
  for (const control of controlsIn(root)) {
    values[control.blockId] ??= {};
    values[control.blockId][control.actionId] = { type: control.type, ...control.read() };
  }
  return values;
}

/** Sends what still waits for its debounce: before submitting, closing or leaving. */
export function flush(root) {
  for (const control of controlsIn(root)) control.flush?.();
}

export function isEmpty(value) {
  if (!value) return true;
  const { type, ...set } = value;
  const content = type === "rich_text_input" ? set.rich_text_value : Object.values(set)[0];
  if (Array.isArray(content)) return content.length === 0;
  return content === null || content === undefined || content === "";
}
