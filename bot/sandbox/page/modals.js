// The stack of modals. Each view has a dialog of its own, of which only the top one is open: what was typed
// in the ones below stays where it was typed.

import { patchBlocks } from "./blocks.js";
import { h, iconButton, uid } from "./dom.js";
import { checkInputs, showErrors } from "./input_block.js";
import { plain } from "./mrkdwn.js";
import { report } from "./notices.js";
import { collect, flush } from "./state.js";
import { surface } from "./surface.js";

const TROUBLE = "We had some trouble connecting. Try again?";

export class Modals extends EventTarget {
  /** where() → the id of the conversation the person is in. */
  constructor(workspace, where) {
    super();
    Object.assign(this, { workspace, where, open: [] });
  }

  async refresh() {
    const round = (this.round = (this.round ?? 0) + 1);
    const views = await this.workspace.api.views();
    // Two answers may overtake each other: only the one asked for last counts.
    if (round === this.round) this.show(views);
  }

  show(views) {
    const gone = this.open.filter((modal) => !views.some((view) => view.id === modal.id));
    for (const modal of gone) modal.remove();
    this.open = views.map((view) => this.open.find((modal) => modal.id === view.id) ?? new Modal(this, view));
    this.open.forEach((modal, at) => modal.update(views[at], at));
    this.open.forEach((modal, at) => at < this.open.length - 1 && modal.hide());
    this.open.at(-1)?.present();
    this.dispatchEvent(new Event("changed"));
  }
}

export class Modal {
  constructor(stack, view) {
    Object.assign(this, { stack, id: view.id, view });
    this.title = h("h2", { id: uid("title"), tabindex: "-1" });
    this.blocks = h("div", { class: "modal-blocks" });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.back = iconButton("back", "Back", () => this.close());
    this.closeButton = h("button", { type: "button", class: "button", onclick: () => this.close() });
    this.submitButton = h("button", {
      type: "button",
      class: "button primary",
      onclick: () => this.submit(),
    });
    this.node = h(
      "dialog",
      {
        class: "modal",
        "aria-labelledby": this.title.id,
        data: { viewId: view.id, callbackId: view.callback_id ?? "" },
      },
      h(
        "header",
        {},
        this.back,
        this.title,
        iconButton("close", "Dismiss", () => this.close(true)),
      ),
      h("div", { class: "modal-body" }, this.blocks),
      this.problem,
      h("footer", {}, this.closeButton, this.submitButton),
    );
    this.listen();
    this.context = surface(stack.workspace, {
      container: { type: "view", view_id: view.id },
      root: () => this.blocks,
      kept: view.state?.values,
      channel: stack.where(),
    });
    document.body.append(this.node);
  }

  listen() {
    // Slack decides when a view goes; Escape only asks.
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (event.target === this.node) this.close();
    });
    this.node.addEventListener("keydown", (event) => this.keydown(event));
  }

  keydown(event) {
    const submits =
      event.key === "Enter" &&
      !event.isComposing &&
      (event.metaKey || event.ctrlKey || event.target.matches('input[type="text"]:not([role])'));
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (submits && this.view.submit) {
      event.preventDefault();
      this.submit();
    }
  }

  update(view, depth) {
    this.view = view;
    this.title.textContent = plain(view.title);
    this.back.hidden = depth === 0;
    this.closeButton.textContent = plain(view.close) || (view.submit ? "Cancel" : "Close");
    this.submitButton.textContent = plain(view.submit) || "Submit";
    this.submitButton.hidden = !view.submit;
    patchBlocks(this.blocks, view.blocks, this.context);
  }

  present() {
    if (this.node.open) return;
    this.node.showModal();
    const wanted = this.shownBefore ? null : focusOnLoad(this.view);
    const field = wanted && this.blocks.querySelector(`[data-action-id="${CSS.escape(wanted)}"]`);
    // Without a wish of the app, its title is read out and no keyboard covers a phone's screen.
    (field?.querySelector("input") ?? field ?? this.title).focus();
    this.shownBefore = true;
  }

  hide() {
    if (this.node.open) this.node.close();
  }

  remove() {
    this.hide();
    this.node.remove();
  }

  async submit() {
    if (this.busy) return;
    this.problem.textContent = "";
    const missing = checkInputs(this.blocks);
    showErrors(this.blocks, missing);
    if (Object.keys(missing).length) return;
    await this.while(this.submitButton, () => this.send());
  }

  async send() {
    // What is still on its way as a change would otherwise arrive after the submission.
    flush(this.blocks);
    await this.context.settled();
    const { api } = this.stack.workspace;
    const answer = await api
      .send("submit", { view_id: this.id, values: collect(this.blocks) })
      .catch((refusal) => ({ ...refusal.answer, ok: false }));
    const homeless = answer.errors ? showErrors(this.blocks, answer.errors) : [];
    this.problem.textContent = answer.errors ? homeless.join(" ") : answer.ok === false ? TROUBLE : "";
    await this.stack.refresh();
  }

  async close(clear = false) {
    if (this.busy) return;
    await this.while(this.closeButton, async () => {
      flush(this.blocks);
      await this.context.settled();
      await this.stack.workspace.api
        .send("close", clear ? { view_id: this.id, clear } : { view_id: this.id })
        .catch(report);
      await this.stack.refresh();
    });
  }

  async while(button, work) {
    this.busy = true;
    button.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (refusal) {
      report(refusal);
    } finally {
      this.busy = false;
      button.removeAttribute("aria-busy");
    }
  }
}

function focusOnLoad(view) {
  const elements = view.blocks.flatMap((block) => [
    block.element,
    block.accessory,
    ...(Array.isArray(block.elements) ? block.elements : []),
  ]);
  return elements.find((element) => element?.focus_on_load)?.action_id;
}
