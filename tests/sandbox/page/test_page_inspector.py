"""The inspector: every request between app and Slack, live."""

import http.client
import json
import re
import sys
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.server import Sandbox
from tests.sandbox.page.hands import PHONE, OpenPage, open_form, type_line
from tests.sandbox.page.screens import section

pytestmark = pytest.mark.browser


def inspector(page: Page) -> Locator:
    return page.get_by_role("region", name="Inspector")


def requests(page: Page) -> Locator:
    return page.get_by_role("list", name="Requests").get_by_role("listitem")


def refuse_one(client: WebClient) -> None:
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[section("fine"), section("")])


def test_it_shows_both_directions_as_they_happen(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("button", name="Inspector").click()
    page.get_by_role("button", name="Clear").click()
    expect(requests(page)).to_have_count(0)
    type_line(page, "/desk form")
    asked = requests(page).filter(has_text="/desk")
    expect(asked).to_contain_text(re.compile(r"→ to app/deskMina · general.*ok.*200.*ms"))
    opened = requests(page).filter(has_text="views.open")
    expect(opened).to_contain_text(re.compile(r"← from appviews\.open.*ok.*200.*ms"))
    opened.locator("summary").first.click()
    expect(opened).to_contain_text("The app asked")
    opened.get_by_text("view", exact=True).first.click()
    expect(opened.get_by_text('"modal"')).to_be_visible()


def test_a_refusal_says_why_and_where(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA")
    page.get_by_role("button", name="Inspector").click()
    client.auth_test()
    refuse_one(client)
    refused = requests(page).last
    expect(refused).to_contain_text("refused: invalid_blocks")
    expect(refused).to_contain_text("/blocks/1/text/text")
    expect(refused).to_have_class("refused")
    before = requests(page).count()
    page.get_by_label("Only refusals").check()
    expect(requests(page)).to_have_count(1)
    expect(inspector(page)).to_contain_text(f"1 of {before} · 1 refused")
    page.get_by_label("Only refusals").uncheck()
    page.get_by_label("Filter requests").fill("AUTH.t")
    expect(requests(page).last).to_contain_text("auth.test")
    expect(requests(page).filter(has_text="chat.postMessage")).to_have_count(0)
    page.get_by_label("Filter requests").fill('"text":"fine"')
    expect(requests(page)).to_have_count(1)


def test_what_is_shown_is_copied_as_json(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Inspector").click()
    refuse_one(client)
    page.get_by_label("Filter requests").fill("invalid_blocks")
    expect(requests(page)).to_have_count(1)
    page.get_by_role("button", name="Copy as JSON").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert (copied["what"], copied["error"]) == ("chat.postMessage", "invalid_blocks")
    assert set(copied) >= {"request", "response", "status", "ms", "direction"}


def test_it_comes_and_goes_by_keyboard_and_is_remembered(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    field = page.get_by_role("textbox", name="Message #general")
    field.focus()
    page.keyboard.press("Alt+i")
    expect(page.get_by_label("Filter requests")).to_be_focused()
    page.reload()
    expect(inspector(page)).to_be_visible()
    field.focus()
    page.keyboard.press("Alt+i")
    expect(inspector(page)).to_be_hidden()
    page.keyboard.press("Alt+i")
    page.keyboard.press("Escape")
    expect(inspector(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Inspector")).to_have_attribute("aria-expanded", "false")


def test_it_works_beside_an_open_form(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("button", name="Inspector").click()
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("Still here")
    page.get_by_label("Filter requests").fill("views.open")
    page.keyboard.press("Enter")
    expect(requests(page)).to_have_count(1)
    requests(page).locator("summary").first.click()
    expect(requests(page)).to_contain_text("Slack answered")
    page.get_by_label("Filter requests").focus()
    page.keyboard.press("Escape")
    expect(inspector(page)).to_be_hidden()
    expect(dialog.get_by_label("Why")).to_have_value("Still here")
    dialog.get_by_role("button", name="Not now").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Inspector").click()
    expect(inspector(page)).to_be_visible()


def test_on_a_phone_it_has_the_screen(open_page: OpenPage) -> None:
    page = open_page("U0MINA", size=PHONE)
    page.get_by_role("button", name="Tools").click()
    page.get_by_role("button", name="Inspector").click()
    expect(inspector(page)).to_be_visible()
    assert inspector(page).bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Close inspector").click()
    expect(page.get_by_role("button", name="Tools")).to_be_focused()


def test_two_thousand_entries(
    open_page: OpenPage, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    many_calls(sandbox, 2050)
    page = open_page("U0MINA")
    figures = page.evaluate(
        """async () => {
            const took = async (work, done) => {
                const start = performance.now();
                work();
                while (!done()) await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                return Math.round(performance.now() - start);
            };
            const rows = () => document.querySelectorAll(".requests > li");
            const shown = () => [...rows()].filter((row) => !row.hidden).length;
            const filter = document.querySelector(".inspector input[type=search]");
            const type = (text) => { filter.value = text; filter.dispatchEvent(new Event("input")); };
            return {
                open: await took(() => document.querySelector("[aria-controls=inspector]").click(),
                                 () => rows().length === 2000),
                filter: await took(() => type("no. 77"), () => shown() < 2000),
                again: await took(() => type("no. 777"), () => shown() < 20),
            };
        }"""
    )
    with capsys.disabled():
        sys.stdout.write(f"\n2,000 requests, in ms: {figures}\n")
    expect(requests(page)).to_have_count(1)


def many_calls(sandbox: Sandbox, count: int) -> None:
    """Over one connection: a new one each would take longer than all the rest."""
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {sandbox.workspace.bot_token}"}
    for number in range(count):
        body = {"channel": "U0RAFA", "text": f"No. {number}.", "blocks": [section(f"No. {number}. " * 20)]}
        connection.request("POST", "/api/chat.postMessage", json.dumps(body), headers)
        connection.getresponse().read()
    connection.close()
