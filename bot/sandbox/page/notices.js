// Short messages at the bottom of the page that are nobody's Slack message.

import { h } from "./dom.js";

const SENTENCES = {
  operation_timeout: "The app did not answer in time. Try again.",
  not_reachable: "The local Slack does not answer. Is it still running?",
  channel_not_found: "This conversation does not exist, or you are not in it.",
};

let shelf;

export function notify(text) {
  shelf ??= h("div", { class: "notices", role: "status" });
  // An open dialog covers the page: what is said meanwhile belongs on top of it.
  const dialogs = document.querySelectorAll("dialog[open]");
  (dialogs[dialogs.length - 1] ?? document.body).append(shelf);
  if ([...shelf.children].some((note) => note.textContent === text)) return;
  const note = h("div", { class: "notice" }, text);
  shelf.append(note);
  setTimeout(() => note.remove(), 6000);
}

export function sentence(refusal) {
  return SENTENCES[refusal.message] ?? `That did not work: ${refusal.message}.`;
}

export function report(refusal) {
  notify(sentence(refusal));
}
