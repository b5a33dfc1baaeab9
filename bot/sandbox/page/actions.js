// From "the person changed this" to "the app is told": confirmation, busy marks, debounce.
//
// A place is where an element stands: {context, blockId, inInput, dispatches, id, label…}.

import { ask } from "./confirm.js";

const DEBOUNCE_MS = 500;

async function agreed(element, place) {
  return !element.confirm || (await ask(element.confirm, place.context));
}

/** A button or menu item was pressed. Pressing again while the app has not answered does nothing. */
export async function press(element, place, node, value) {
  if (node.getAttribute("aria-busy") === "true" || !(await agreed(element, place))) return;
  node.setAttribute("aria-busy", "true");
  try {
    await send(element, place, node, value);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function send(element, place, node, value) {
  return place.context.dispatch?.({ blockId: place.blockId, actionId: element.action_id, value, node });
}

/** For what is chosen, not typed. A refused confirmation puts back what was set before. */
export function chosen(element, place, node, control) {
  let last = control.read();
  const commit = async () => {
    if (!place.dispatches) return;
    if (!(await agreed(element, place))) {
      control.write(last);
      return;
    }
    last = control.read();
    await send(element, place, node, last);
  };
  return commit;
}

/** For what is typed: on each character after a pause, or on Enter and when the field is left. */
export function typed(element, place, node, control) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const onEnter = triggers.includes("on_enter_pressed");
  let sent = JSON.stringify(control.read());
  let timer;
  const flush = () => {
    clearTimeout(timer);
    const now = control.read();
    if (!place.dispatches || JSON.stringify(now) === sent) return;
    sent = JSON.stringify(now);
    send(element, place, node, now);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, DEBOUNCE_MS);
  };
  if (triggers.includes("on_character_entered")) node.addEventListener("input", later);
  node.addEventListener("blur", flush);
  if (place.dispatches && onEnter) node.addEventListener("keydown", (event) => flushOnEnter(event, flush));
  return flush;
}

function flushOnEnter(event, flush) {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.target.tagName === "TEXTAREA" && !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  event.stopPropagation();
  flush();
}
