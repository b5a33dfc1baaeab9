// The only place that makes elements. There is no way in here to hand over HTML: text stays text.

let counter = 0;

export function uid(prefix = "n") {
  counter += 1;
  return `${prefix}-${counter}`;
}

const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "hidden", "tabIndex", "multiple"]);

function setAttribute(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === "function") node.addEventListener(name.replace(/^on/, ""), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

// Links come from what people typed: javascript: and data: would run in this page.
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "slack:"]);

export function safeUrl(url) {
  try {
    const parsed = new URL(url, location.href);
    return SAFE_SCHEMES.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export function link(url, ...children) {
  const href = safeUrl(url);
  if (!href) return h("span", {}, ...children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "link" }, ...children);
}

const ICONS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  hash: "M8 3L6 17M14 3l-2 14M4 8h13M3 13h13",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  thread: "M3 4h14v10H9l-4 3v-3H3z",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  bolt: "M11 2L4 11h5l-1 7 7-9h-5z",
  send: "M3 3l15 7-15 7 3-7zM6 10h6",
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6v4l3 2",
  down: "M5 8l5 5 5-5",
  tools: "M4 6h7M15 6h1M4 14h1M9 14h7M13 4v4M7 12v4",
  warning: "M10 3L2.5 16.5h15zM10 8v4M10 14.3h.01",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
  inspect: "M3 4h14v12H3zM7 8l-2 2 2 2M13 8l2 2-2 2",
  check: "M4 5l1.5 1.5L8 4M11 5.5h6M4 12l1.5 1.5L8 11M11 12.5h6",
  tick: "M4 10.5l4 4 8-9",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name),
  );
}

// A stable colour per person, so that a face is recognised without pictures.
export function avatar(id, name, square = false) {
  const hue = [...String(id)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  const node = h(
    "span",
    { class: square ? "avatar square" : "avatar", "aria-hidden": "true" },
    [...(name || "?")][0].toUpperCase(),
  );
  node.style.setProperty("--hue", hue);
  return node;
}
