// The tools around the conversation: inspector, faults, push preview, guide. Each has a button in the header.

import { Faults } from "./faults.js";
import { Guide } from "./guide.js";
import { Inspector } from "./inspector.js";
import { report } from "./notices.js";
import { Pushes } from "./pushes.js";

export class Tools {
  /** onScreen(channel, thread) → whether the person sees it now; type(line) puts it into the composer. */
  constructor(workspace, { onScreen, type }) {
    this.guide = new Guide(workspace, type);
    this.faults = new Faults();
    this.pushes = new Pushes(workspace, onScreen);
    this.inspector = new Inspector(workspace);
    // The panel stands beside its button: on a phone both are in the menu, which else would close under it.
    this.buttons = [
      this.guide.button,
      this.faults.button,
      this.faults.panel,
      this.pushes.button,
      this.inspector.button,
    ];
    this.nodes = [this.guide.node, this.inspector.node, this.pushes.node];
  }

  /** After a gap nobody knows what was missed. */
  refresh() {
    return Promise.all([this.guide.refresh(), this.faults.refresh(), this.inspector.refresh()]);
  }

  event(event) {
    if (event.what === "push") this.pushes.show(event).catch(report);
    else if (event.what === "guide") this.guide.refresh();
    else if (event.what === "faults") this.faults.refresh();
    else if (event.what === "log") this.inspector.grown();
  }
}
