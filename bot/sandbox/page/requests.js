// One request between app and Slack, as the inspector shows it.

import { h } from "./dom.js";
import { jsonView } from "./json_view.js";

const WORDS = {
  operation_timeout: "no answer in time",
  dispatch_failed: "not delivered",
  timeout: "no answer (arranged)",
  dropped: "answer lost (arranged)",
};

/** → null where all is well, else why not in words. */
export function refusal({ response, error, status }) {
  const said = response && response.ok === false ? response.error : null;
  const why = said ?? error;
  if (why) return WORDS[why] ?? `refused: ${why}`;
  if (status !== null && status >= 300) return `failed: HTTP ${status}`;
  return status === null ? "no answer" : null;
}

/** What it says itself about where the fault is: Slack's messages carry a JSON pointer. */
function reasons({ response }) {
  const messages = response?.response_metadata?.messages ?? response?.errors;
  return Array.isArray(messages) ? messages.map(String) : [];
}

function about({ request, direction }, workspace) {
  const user = request?.user?.id ?? request?.user_id ?? request?.event?.user?.id ?? request?.event?.user;
  const place = request?.channel?.id ?? request?.channel ?? request?.channel_id ?? request?.event?.channel;
  const person = typeof user === "string" && workspace.person(user);
  const channel = typeof place === "string" && (workspace.channel(place)?.name ?? place);
  const who = person && (person.real_name || person.name);
  return (direction === "to_bot" ? [who, channel] : [channel, who]).filter(Boolean).join(" · ");
}

/** What the filter looks through: everything, made once and only where a filter is used. */
export function searchable(entry) {
  entry.searched ??= JSON.stringify([entry.what, entry.refused, entry.request, entry.response]).toLowerCase();
  return entry.searched;
}

export function asJson({ searched, refused, row, ...entry }) {
  return entry;
}

/** copy(entry) copies one. */
export function requestRow(entry, workspace, copy) {
  const toApp = entry.direction === "to_bot";
  const details = h(
    "details",
    {},
    h(
      "summary",
      {},
      h("span", { class: toApp ? "to-app" : "to-slack" }, toApp ? "→ to app" : "← from app"),
      h("span", { class: "what" }, entry.what, h("small", {}, about(entry, workspace))),
      h("span", { class: "verdict" }, entry.refused ? [entry.refused, where(entry)] : verdict(entry)),
      h("span", { class: "status" }, entry.status ?? "–"),
      h("span", { class: "ms" }, `${Math.round(entry.ms)} ms`),
    ),
  );
  details.addEventListener("toggle", () => {
    if (details.children.length === 1) details.append(body(entry, copy));
    if (details.open) details.scrollIntoView({ block: "nearest" });
  });
  return h("li", { class: entry.refused ? "refused" : null, data: { n: entry.n } }, details);
}

// The first place in the payload that was refused: /blocks/0/text.
function where(entry) {
  const pointer = reasons(entry)
    .map((text) => /\[json-pointer:([^\]]+)\]/.exec(text)?.[1])
    .find(Boolean);
  return pointer && h("code", {}, pointer);
}

function verdict({ response }) {
  return response?.response_action === "errors" ? "ok, with field errors" : "ok";
}

function body(entry, copy) {
  const toApp = entry.direction === "to_bot";
  const why = reasons(entry);
  return h(
    "div",
    { class: "payloads" },
    why.length > 0 && h("ul", { class: "reasons", "aria-label": "Why" }, why.map((text) => h("li", {}, text))),
    payload(toApp ? "Slack sent" : "The app asked", entry.request),
    payload(toApp ? "The app answered" : "Slack answered", entry.response),
    h(
      "p",
      { class: "foot" },
      h("span", {}, `No. ${entry.n} · ${entry.at}`),
      h("button", { type: "button", class: "button", onclick: () => copy(entry) }, "Copy as JSON"),
    ),
  );
}

function payload(title, value) {
  return h("section", {}, h("h3", {}, title), jsonView(value ?? null));
}
