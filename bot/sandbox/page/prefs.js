// What a person at this browser chose about the page itself, whoever they are in the workspace.

const KEY = "local-slack.";

export function remembered(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(KEY + name)) ?? otherwise;
  } catch {
    return otherwise; // storage may be forbidden, or hold what an older page wrote
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(KEY + name, JSON.stringify(value));
  } catch {
    // then it holds until the page is left
  }
}

export const narrow = () => matchMedia("(max-width: 720px)").matches;
