// A JSON value as a tree that folds. Branches are drawn when they are first opened: payloads are deep.

import { h } from "./dom.js";

const PREVIEW = 80;

/** `levels`: how many are open from the start. */
export function jsonView(value, levels = 1) {
  return h("div", { class: "json" }, node(value, levels));
}

function node(value, levels) {
  if (value === null || typeof value !== "object") return leaf(value);
  const entries = Object.entries(value);
  if (!entries.length) return h("span", { class: "punctuation" }, Array.isArray(value) ? "[]" : "{}");
  return branch(value, entries, levels);
}

function leaf(value) {
  return h("span", { class: value === null ? "null" : typeof value }, JSON.stringify(value) ?? "nothing");
}

function branch(value, entries, levels) {
  const details = h("details", {}, h("summary", {}, preview(value, entries)));
  const fill = () => {
    if (details.children.length > 1) return;
    details.append(h("div", { class: "branch" }, entries.map((entry) => line(entry, levels - 1))));
  };
  details.addEventListener("toggle", fill);
  if (levels > 0) {
    fill();
    details.open = true;
  }
  return details;
}

function line([key, value], levels) {
  const inner = node(value, levels);
  const name = h("span", { class: "key" }, key);
  // The key belongs to the line one presses to unfold it.
  if (inner.tagName === "DETAILS") {
    inner.firstChild.prepend(name, ": ");
    return h("div", {}, inner);
  }
  return h("div", { class: "plain" }, name, ": ", inner);
}

function preview(value, entries) {
  const many = Array.isArray(value);
  const inner = many ? `${entries.length}` : entries.map(([key]) => key).join(", ");
  const cut = inner.length > PREVIEW ? `${inner.slice(0, PREVIEW)}…` : inner;
  return h("span", { class: "punctuation" }, many ? `[${cut}]` : `{${cut}}`);
}
