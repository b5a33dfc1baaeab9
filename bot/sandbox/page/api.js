// The control API (../README.md). Everything asked here is asked as one person.

export class Refusal extends Error {
  constructor(error, answer) {
    super(error);
    this.answer = answer;
  }
}

async function call(path, options) {
  let answer;
  try {
    const response = await fetch(path, { cache: "no-store", ...options });
    answer = await response.json();
  } catch {
    throw new Refusal("not_reachable", {});
  }
  if (answer.ok === false) throw new Refusal(answer.error ?? "refused", answer);
  return answer;
}

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const people = async () => (await call("/control/people")).people;
export const clock = () => call("/control/clock");
export const moveClock = (to) => post("/control/clock", to);
export const log = (after, limit) => call(`/control/log?after=${after}&limit=${limit}`);
export const faults = () => call("/control/faults");
export const arm = (fault) => post("/control/faults", fault);
export const takeBack = (id) => call(`/control/faults/${id}`, { method: "DELETE" });
export const guide = () => call("/control/guide");
export const guideAgain = () => call("/control/guide", { method: "DELETE" });

export class Person {
  constructor(id) {
    this.base = `/control/as/${encodeURIComponent(id)}`;
  }

  state() {
    return call(`${this.base}/state`);
  }

  async messages(channel, thread) {
    const query = new URLSearchParams(thread ? { channel, thread } : { channel });
    return (await call(`${this.base}/messages?${query}`)).messages;
  }

  async home() {
    return (await call(`${this.base}/home`)).view;
  }

  async views() {
    return (await call(`${this.base}/views`)).views;
  }

  /** what: command, say, act, options, submit, close, home, shortcut, join, leave, open_dm or read. */
  send(what, body = {}) {
    return post(`${this.base}/${what}`, body);
  }

  fileUrl(file) {
    return `${this.base}/files/${encodeURIComponent(file.id)}`;
  }

  /** Calls `on.opened()` each time the stream (re)starts, `on.event(data)` for each event. */
  listen(on) {
    const stream = new EventSource(`${this.base}/events`);
    stream.onopen = () => on.opened();
    stream.onmessage = (message) => on.event(JSON.parse(message.data));
    stream.onerror = () => on.lost();
    return stream;
  }
}
