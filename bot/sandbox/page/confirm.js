// Slack's confirmation dialog: asked before an element's action is sent.

import { h, uid } from "./dom.js";
import { plain, richText } from "./mrkdwn.js";

/** → true when the person agreed. */
export function ask(confirm, context) {
  return new Promise((resolve) => {
    const dialog = draw(confirm, context);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    // A modal below must not hear the same Escape.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });
}

function draw(confirm, context) {
  const title = uid("confirm");
  const dialog = h("dialog", { class: "confirm", role: "alertdialog", "aria-labelledby": title });
  const answer = (value) => () => dialog.close(value);
  const style = confirm.style === "danger" ? "button danger" : "button primary";
  dialog.append(
    h("h2", { id: title }, plain(confirm.title)),
    h("div", { class: "text" }, richText(confirm.text, context)),
    h(
      "footer",
      {},
      h(
        "button",
        { type: "button", class: "button", onclick: answer("no") },
        plain(confirm.deny) || "Cancel",
      ),
      h("button", { type: "button", class: style, onclick: answer("yes") }, plain(confirm.confirm) || "Yes"),
    ),
  );
  return dialog;
}
