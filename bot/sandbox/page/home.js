// The App Home tab.

import { patchBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { report } from "./notices.js";
import { flush } from "./state.js";
import { surface } from "./surface.js";

export class Home {
  constructor(workspace) {
    this.workspace = workspace;
    this.blocks = h("div", { class: "home-blocks" });
    this.empty = h("p", { class: "empty", hidden: true }, "The app has not published a Home yet.");
    this.node = h(
      "div",
      { class: "scroller home", role: "tabpanel", "aria-label": "Home", tabindex: "0" },
      this.empty,
      this.blocks,
    );
  }

  async open() {
    try {
      await Promise.all([this.workspace.api.send("home"), this.refresh()]);
    } catch (refusal) {
      report(refusal);
    }
  }

  async refresh() {
    const view = await this.workspace.api.home();
    this.empty.hidden = Boolean(view?.blocks?.length);
    const context = surface(this.workspace, {
      container: { type: "home" },
      root: () => this.blocks,
      kept: view?.state?.values,
    });
    patchBlocks(this.blocks, view?.blocks ?? [], context);
  }

  leave() {
    flush(this.blocks);
  }
}
