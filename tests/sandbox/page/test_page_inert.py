"""Whatever people or a bot write stays text: no script runs, no element appears."""

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.guide import GuideStep, When
from bot.sandbox.workspace import Workspace
from tests.sandbox.page import nasty
from tests.sandbox.page.hands import OpenPage
from tests.sandbox.page.screens import NASTY, Json, plain

pytestmark = pytest.mark.browser

# The page's own policy is switched off, so that what got in would run and be noticed.
OPEN = {"bypass_csp": True}
TRAP = "window.h = () => { window.hacked = 1; }"
INTRUDERS = """() => [...document.querySelectorAll("*")].filter((node) =>
    [...node.attributes].some(({ name, value }) => name.startsWith("on") || /^\\s*javascript:/i.test(value))
    || (node.closest("body") && node.matches("script, iframe, object, embed, style, link, base, meta"))
    || (node.matches("img") && node.getAttribute("src") === "x")
    || (node.matches("svg") && !node.classList.contains("icon"))
    || (node.matches("b, i") && node.attributes.length)
).map((node) => node.outerHTML.slice(0, 200))"""


@pytest.fixture
def company() -> Workspace:
    return nasty.company()


@pytest.fixture
def guide() -> tuple[GuideStep, ...]:
    return (GuideStep(NASTY[0], nasty.ALL, (When("clock"),), "U0AIKO", nasty.ALL),)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page("U0RAFA", prepare=lambda page: page.add_init_script(TRAP), **OPEN)


def check_inert(page: Page) -> None:
    assert page.evaluate(INTRUDERS) == []
    assert page.evaluate("window.hacked") is None


def test_names_of_everything(page: Page) -> None:
    expect(page.get_by_role("complementary", name="Guide")).to_contain_text(NASTY[0])
    field = page.locator(".conversation textarea")
    field.fill("/de")
    expect(page.get_by_role("listbox", name="Suggestions")).to_contain_text(NASTY[0])
    field.fill("/desk ")
    expect(page.locator(".usage")).to_contain_text(NASTY[0])
    field.fill("@ra")
    expect(page.get_by_role("listbox", name="Suggestions")).to_contain_text(NASTY[1])
    field.fill("")
    page.get_by_role("button", name="Shortcuts").click()
    expect(page.get_by_role("menuitem")).to_contain_text(NASTY[0])
    check_inert(page)


@pytest.mark.parametrize("text", [*NASTY, nasty.CONTROL])
def test_what_a_person_types(page: Page, text: str) -> None:
    page.locator(".conversation textarea").fill(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Messages").get_by_role("listitem")).to_have_count(1)
    check_inert(page)


def test_messages_of_a_bot(page: Page, client: WebClient) -> None:
    everything: Json = {
        "blocks": nasty.blocks(),
        "metadata": {"event_type": "x", "event_payload": {"a": nasty.ALL}},
    }
    client.chat_postMessage(channel="C0GENERAL", text=nasty.ALL, **everything)
    client.chat_postMessage(channel="C0GENERAL", text=nasty.CONTROL)
    client.chat_postMessage(channel="C0GENERAL", text="old", attachments=nasty.attachments())
    client.chat_postEphemeral(channel="C0GENERAL", user="U0RAFA", text=nasty.ALL, blocks=nasty.blocks())
    expect(page.get_by_role("listitem").filter(has_text="Only visible to you")).to_be_visible()
    expect(page.get_by_role("heading", name=NASTY[0]).first).to_be_visible()
    page.get_by_text("press", exact=True).first.click()
    page.get_by_role("button", name="More actions").first.click()
    check_inert(page)
    page.keyboard.press("Escape")
    page.locator("[data-action-id=linked]").first.click()
    page.locator("[data-action-id=confirmed]").first.click()
    expect(page.get_by_role("alertdialog")).to_contain_text(NASTY[0])
    check_inert(page)


def test_files(page: Page, client: WebClient) -> None:
    client.files_upload_v2(
        channel="C0GENERAL", content="<script>h()</script>", filename=f"{nasty.SHORT}.html", title=nasty.ALL
    )
    named = page.get_by_role("list", name="Messages").get_by_role("link", name=NASTY[0])
    expect(named).to_be_visible()
    check_inert(page)
    opened = page.request.get(str(page.evaluate("node => node.href", named.element_handle())))
    assert "sandbox" in opened.headers["content-security-policy"]


def test_a_home(page: Page, client: WebClient) -> None:
    page.get_by_role("link", name=NASTY[2], exact=True).click()
    expect(page.get_by_role("heading", name="Next for you")).to_be_visible()
    client.views_publish(user_id="U0RAFA", view=nasty.view("home"))
    expect(page.get_by_role("tabpanel", name="Home")).to_contain_text(nasty.SHORT)
    check_inert(page)


def test_a_modal_and_its_errors(page: Page, client: WebClient, app: App) -> None:
    @app.shortcut("nasty")
    def on_shortcut(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=nasty.view())

    @app.options("set")
    def on_asked(ack: Ack) -> None:
        ack(options=[{"text": plain(nasty.SHORT), "value": nasty.ALL[:70]}])

    @app.view(NASTY[0])
    def on_submit(ack: Ack) -> None:
        ack(response_action="errors", errors={"text": nasty.ALL})

    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem").click()
    dialog = page.get_by_role("dialog", name=nasty.SHORT)
    expect(dialog).to_be_visible()
    dialog.get_by_role("combobox").last.click()
    check_inert(page)
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_role("alert").filter(has_text=NASTY[1])).to_be_visible()
    check_inert(page)


def test_the_tools(page: Page, client: WebClient) -> None:
    page.keyboard.press("Alt+i")
    page.get_by_role("button", name="Faults").click()
    page.get_by_label("What goes wrong").select_option("refused")
    page.get_by_label("Error", exact=True).fill(nasty.ALL)
    page.get_by_role("button", name="Arm", exact=True).click()
    expect(page.get_by_role("list", name="Armed")).to_contain_text(NASTY[0])
    page.keyboard.press("Escape")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0GENERAL", text=nasty.ALL)
    row = page.get_by_role("list", name="Requests").get_by_role("listitem").last
    expect(row).to_contain_text(f"refused: {NASTY[0]}")
    row.locator("summary").first.click()
    expect(row).to_contain_text("onerror")
    client.chat_postMessage(channel="U0RAFA", text=nasty.ALL, blocks=nasty.blocks())
    expect(page.get_by_role("log", name="Push preview")).to_contain_text(NASTY[0])
    check_inert(page)
