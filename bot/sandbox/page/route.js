// Where the person is: ?as=U…&channel=C…&tab=home&thread=ts. In the address, so that a tab can be sent
// around, reloaded, and gone back from.

const KEYS = ["channel", "tab", "thread", "message"];

export const routes = new EventTarget();

export function current() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key)]));
}

export function asWhom() {
  return new URLSearchParams(location.search).get("as");
}

export function address(as, route = {}) {
  const query = new URLSearchParams({ as });
  for (const key of KEYS) if (route[key]) query.set(key, route[key]);
  return `?${query}`;
}

export function go(route, { replace = false } = {}) {
  const url = address(asWhom(), route);
  if (url === location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", url);
  routes.dispatchEvent(new Event("moved"));
}

// A permalink of this workspace is gone to in place; arrived at from outside, it stands behind the #.
export function followPermalinks() {
  const arrived = new URLSearchParams(location.hash.slice(1));
  if (arrived.has("channel")) go(Object.fromEntries(arrived), { replace: true });
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("a[href]");
    const route = target && routeOf(new URL(target.href));
    if (!route || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(route);
  });
}

function routeOf(url) {
  const match = url.origin === location.origin && /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
  return (
    match && {
      channel: match[1],
      message: `${match[2]}.${match[3]}`,
      thread: url.searchParams.get("thread_ts"),
    }
  );
}

addEventListener("popstate", () => routes.dispatchEvent(new Event("moved")));
