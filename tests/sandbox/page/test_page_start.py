"""How soon the page is there, and that it stands in dark and light, without a guide and without an app."""

import sys
import time

import pytest
from playwright.sync_api import Browser, expect

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace
from tests.sandbox.page.hands import OpenPage, messages, type_line

pytestmark = pytest.mark.browser


def test_the_page_is_ready_soon_after_the_server(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    page = browser.new_page()
    began = time.perf_counter()
    with Sandbox(default_workspace()) as sandbox:
        served = time.perf_counter()
        page.goto(sandbox.url)
        expect(page.locator("body[data-live=true]")).to_be_visible()
        ready = time.perf_counter()
        page.close()
    with capsys.disabled():
        up, there = 1000 * (served - began), 1000 * (ready - served)
        sys.stdout.write(f"\nserver up in {up:.0f} ms, page ready {there:.0f} ms later\n")


def test_without_an_app_it_says_what_slack_says(browser: Browser) -> None:
    page = browser.new_page()
    with Sandbox(default_workspace()) as sandbox:
        page.goto(f"{sandbox.url}/?as=U0TOMAS&channel=C0GENERAL")
        expect(page.get_by_role("button", name="Guide")).to_have_count(0)
        type_line(page, "/interview help")
        expect(messages(page)).to_contain_text("/interview failed because the app did not respond")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(open_page: OpenPage, scheme: str) -> None:
    page = open_page("U0MINA", color_scheme=scheme)
    type_line(page, "/desk menu")
    page.get_by_role("button", name="Inspector").click()
    expect(page.get_by_role("list", name="Requests").get_by_role("listitem").last).to_be_visible()
    weak = page.evaluate(WEAK)
    assert weak == []


# Of each visible text its contrast with the nearest colour behind it, as WCAG counts it: 4.5 for small text.
WEAK = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = numbers(colour).map((part) => part / 255)
            .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if ((numbers(colour)[3] ?? 1) === 1) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const node = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !node.checkVisibility({ opacityProperty: true })) continue;
        if (node.closest("select, .sr-only, :disabled, .avatar")) continue;
        const [one, other] = [light(getComputedStyle(node).color), light(behind(node))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5) found.push([texts.currentNode.data.slice(0, 40), contrast.toFixed(2)]);
    }
    return found;
}"""
