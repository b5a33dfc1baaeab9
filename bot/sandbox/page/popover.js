// Lists and menus that float above everything, also above an open dialog (the browser's top layer).

const MARGIN = 4;

/** Shows `panel` under `anchor`, or above it where there is more room. */
export function showAt(panel, anchor, { sameWidth = false, alignEnd = false, most = 340 } = {}) {
  if (!panel.matches(":popover-open")) panel.showPopover();
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - MARGIN * 2;
  const above = box.top - MARGIN * 2;
  const upwards = below < Math.min(panel.scrollHeight, 280) && above > below;
  panel.style.maxHeight = `${Math.max(Math.min(upwards ? above : below, most), 80)}px`;
  if (sameWidth) panel.style.width = `${box.width}px`;
  const left = alignEnd ? box.right - panel.offsetWidth : box.left;
  panel.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - panel.offsetWidth - MARGIN))}px`;
  panel.style.top = upwards ? "auto" : `${box.bottom + MARGIN}px`;
  panel.style.bottom = upwards ? `${innerHeight - box.top + MARGIN}px` : "auto";
}

export function hide(panel) {
  if (panel.matches(":popover-open")) panel.hidePopover();
}

/** Gives the focus back to a tool's button, or on a phone to the menu it is in. */
export function backTo(button) {
  const menu = button.closest("[popover]");
  const shown = button.checkVisibility?.() ?? true;
  (shown || !menu ? button : menu.previousElementSibling).focus();
}

/** Up, down, home and end among a menu's items; Escape and Tab close it and give the focus back. */
export function menuKeys(menu, opener) {
  const items = () => [...menu.querySelectorAll('[role="menuitem"]')];
  menu.addEventListener("keydown", (event) => {
    const list = items();
    const at = list.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + list.length, Home: 0, End: list.length - 1 }[
      event.key
    ];
    if (next !== undefined) list[next % list.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") hide(menu);
    else return;
    if (event.key === "Escape") opener.focus();
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });
}
