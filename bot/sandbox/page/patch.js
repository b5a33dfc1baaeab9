// Keyed updating of lists of nodes. Slack redraws a view around what a person is typing; so do we: a node
// whose source is unchanged is not touched, and focus and caret survive where the same field is drawn again.

const sources = new WeakMap();
const FOCUSABLE = "input, select, textarea, button, a[href], [tabindex]";

/** items: [{key, source, render(oldNode or undefined) → node}]; `source` is a string to compare. */
export function patch(container, items) {
  const focus = rememberFocus(container);
  const old = new Map([...container.children].map((node) => [sources.get(node)?.key, node]));
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, node] of old) if (!wanted.has(key)) node.remove();
  items.forEach((item, index) => place(container, index, nodeFor(item, old.get(item.key))));
  restoreFocus(container, focus);
}

function nodeFor({ key, source, render }, before) {
  if (before && sources.get(before).source === source) return before;
  const node = render(before);
  sources.set(node, { key, source });
  before?.replaceWith(node);
  return node;
}

function place(container, index, node) {
  const there = container.children[index];
  if (there !== node) container.insertBefore(node, there ?? null);
}

function rememberFocus(container) {
  const active = document.activeElement;
  if (!active || !container.contains(active)) return null;
  const action = active.closest("[data-action-id]");
  if (!action) return null;
  return {
    active,
    blockId: active.closest("[data-block-id]")?.dataset.blockId,
    actionId: action.dataset.actionId,
    index: focusables(action).indexOf(active),
    caret: caretOf(active),
  };
}

function focusables(action) {
  return action.matches(FOCUSABLE) ? [action] : [...action.querySelectorAll(FOCUSABLE)];
}

function caretOf(node) {
  try {
    return node.selectionStart === null ? null : [node.selectionStart, node.selectionEnd];
  } catch {
    return null; // number and e-mail fields refuse to tell
  }
}

function restoreFocus(container, focus) {
  if (!focus || document.activeElement === focus.active) return;
  const block = container.querySelector(`[data-block-id="${CSS.escape(focus.blockId ?? "")}"]`);
  const action = block?.querySelector(`[data-action-id="${CSS.escape(focus.actionId)}"]`);
  const node = action && focusables(action)[focus.index];
  node?.focus({ preventScroll: true });
  if (node && focus.caret) node.setSelectionRange?.(...focus.caret);
}
