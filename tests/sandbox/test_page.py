"""The page of the local Slack in a real browser, with a small Bolt app behind it over Socket Mode."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)
from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Command, Person, Shortcut, Workspace

pytestmark = pytest.mark.browser

Json = dict[str, Any]

NOON = datetime(2031, 3, 3, 12, 0, tzinfo=UTC)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NASTY = (
    '<img src=x onerror="window.hacked=1">',
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "*<b onclick=window.hacked=1>bold</b>*",
)
SECRET = "the-quiet-part"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower().replace(" ", "-")}


def text_input(block_id: str, label: str, **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "text", **more.pop("element", {})}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def form(saved: str = "Nothing saved yet") -> Json:
    """A form that saves while one types, and a way further up the stack."""
    as_typed = {"trigger_actions_on": ["on_character_entered"]}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Your feedback"),
        "submit": plain("Submit"),
        "close": plain("Not now"),
        "notify_on_close": True,
        "blocks": [
            section(saved, block_id="saved"),
            text_input(
                "notes",
                "Your notes",
                dispatch_action=True,
                optional=True,
                element={"multiline": True, "action_id": "notes", "dispatch_action_config": as_typed},
            ),
            text_input("why", "Why", element={"max_length": 200}),
            {
                "type": "input",
                "block_id": "rating",
                "label": plain("Makes trade-offs"),
                "dispatch_action": True,
                "element": {
                    "type": "static_select",
                    "action_id": "rating",
                    "options": [option("Clear strength"), option("Not assessed")],
                    "initial_option": option("Not assessed"),
                },
            },
            {
                "type": "input",
                "block_id": "lead",
                "label": plain("Lead"),
                "optional": True,
                "element": {"type": "users_select", "action_id": "lead"},
            },
            {
                "type": "input",
                "block_id": "when",
                "label": plain("When"),
                "optional": True,
                "element": {"type": "datetimepicker", "action_id": "when"},
            },
            {"type": "actions", "block_id": "more", "elements": [button("Change the guide", "push")]},
        ],
    }


PUSHED: Json = {
    "type": "modal",
    "title": plain("Guide"),
    "submit": plain("Suggest"),
    "blocks": [text_input("idea", "Your idea")],
}


def field_of(block_id: str, kind: str, **more: Any) -> Json:
    """An optional field that is found by its block's name."""
    element = {"type": kind, "action_id": "set", **more}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": element,
        "optional": True,
    }


def everything() -> Json:
    """One of each element that holds something."""
    colours = [option("Red"), option("Green"), option("Blue")]
    groups = [
        {"label": plain("Warm"), "options": colours[:1]},
        {"label": plain("Cold"), "options": colours[1:]},
    ]
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": plain("Everything"),
        "submit": plain("Submit"),
        "blocks": [
            field_of("Radio", "radio_buttons", options=colours),
            field_of("Boxes", "checkboxes", options=colours),
            field_of("Grouped", "static_select", option_groups=groups),
            field_of("Several", "multi_static_select", option_groups=groups),
            field_of("Asked", "external_select", min_query_length=1),
            field_of("People", "multi_users_select"),
            field_of("Here", "conversations_select", default_to_current_conversation=True),
            field_of("Private", "conversations_select", filter={"include": ["private"]}),
            field_of("Date", "datepicker"),
            field_of("Time", "timepicker", initial_time="09:30"),
            field_of("Number", "number_input", is_decimal_allowed=False, min_value="1"),
            field_of("Mail", "email_text_input"),
            field_of("Address", "url_text_input"),
            section("Beside", block_id="Beside", accessory={"type": "datepicker", "action_id": "ignored"}),
        ],
    }


@dataclass
class Desk:
    """What the app was told, for the few things a page does not show."""

    submitted: list[Json] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def say_by_command(sandbox: Sandbox, client: WebClient) -> dict[str, Callable[[Json, Respond], Any]]:
    nasty = "\n".join(text.replace("&", "&amp;").replace("<", "&lt;") for text in NASTY)
    return {
        "whisper": lambda body, respond: respond(text=SECRET, blocks=[section(f"Only yours: {SECRET}")]),
        "form": lambda body, respond: client.views_open(trigger_id=body["trigger_id"], view=form()),
        "everything": lambda body, respond: client.views_open(
            trigger_id=body["trigger_id"], view=everything()
        ),
        "nasty": lambda body, respond: client.chat_postMessage(
            channel=body["channel_id"], text="nasty", blocks=nasty_blocks(nasty)
        ),
        "menu": lambda body, respond: client.chat_postMessage(
            channel=body["channel_id"], text="menu", blocks=menu_blocks()
        ),
    }


def nasty_blocks(text: str) -> list[Json]:
    return [
        {"type": "header", "text": plain(NASTY[0])},
        section(text, fields=[mrkdwn(text)]),
        section("<javascript:window.hacked=1|press me>"),
        {"type": "markdown", "text": "\n\n".join((*NASTY, "[press](javascript:window.hacked=1)"))},
        {"type": "actions", "elements": [button(NASTY[0], "ignored")]},
    ]


def menu_blocks() -> list[Json]:
    sure = {
        "title": plain("Close the loop?"),
        "text": plain("Its panelists are told."),
        "confirm": plain("Close it"),
        "deny": plain("Keep it"),
    }
    level = {"type": "static_select", "action_id": "level", "options": [option("Junior"), option("Senior")]}
    return [
        section("Which level?", block_id="level", accessory=level | {"placeholder": plain("Choose")}),
        {"type": "actions", "elements": [button("Close loop", "close_loop", style="danger", confirm=sure)]},
    ]


def build_app(sandbox: Sandbox, desk: Desk) -> App:
    client = WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url)
    app = App(client=client, process_before_response=True)
    answers = say_by_command(sandbox, client)

    @app.command("/desk")
    def on_command(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        answers[body["text"]](body, respond)

    @app.action("level")
    def on_level(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        chosen = body["actions"][0]["selected_option"]["text"]["text"]
        respond(text=f"Level set to {chosen}", replace_original=False)

    @app.action("close_loop")
    def on_close_loop(ack: Ack, say: Say) -> None:
        ack()
        say("Loop closed")

    @app.event("app_home_opened")
    def on_home(event: Json) -> None:
        blocks = [{"type": "header", "text": plain("Next for you")}, section(f"Good day, <@{event['user']}>")]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    answer_forms(app, client, desk)
    return app


def answer_forms(app: App, client: WebClient, desk: Desk) -> None:
    @app.action(re.compile("notes|rating"))
    def on_typed(ack: Ack, body: Json) -> None:
        ack()
        values = body["view"]["state"]["values"]
        rating = values["rating"]["rating"]["selected_option"]["text"]["text"]
        saved = f"Saved: {values['notes']['notes']['value']} · {rating}"
        client.views_update(view_id=body["view"]["id"], view=form(saved))

    @app.action("push")
    def on_push(ack: Ack, body: Json) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=PUSHED)

    @app.options("set")
    def on_asked(ack: Ack, payload: Json) -> None:
        ack(options=[option(f"{payload['value']} one"), option(f"{payload['value']} two")])

    @app.view("everything")
    def on_everything(ack: Ack, view: Json) -> None:
        desk.submitted.append(view["state"]["values"])
        ack()

    @app.view("form")
    def on_submit(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        desk.submitted.append(values)
        vague = values["why"]["text"]["value"] == "vague"
        if vague:
            ack(response_action="errors", errors={"why": "Tell what you saw."})
        else:
            ack()

    @app.view_closed("form")
    def on_closed(ack: Ack, body: Json) -> None:
        ack()
        desk.closed.append(body["view"]["callback_id"])


def workspace() -> Workspace:
    people = [
        Person("U0MINA", "mina", "Mina", "Recruiter", "America/New_York", is_admin=True),
        Person("U0AIKO", "aiko", "Aiko", "Engineer", "Asia/Tokyo"),
        Person("U0RAFA", "rafa", NASTY[0], NASTY[1], "Europe/Lisbon"),
    ]
    everybody = [person.id for person in people]
    channels = [
        Channel("C0GENERAL", "general", members=[*everybody, "U0BOT"]),
        Channel("C0LOOP", "loop-search", "private", ["U0MINA", "U0BOT"]),
    ]
    commands = [Command("/desk", "The front desk", "[whisper | form]"), Command("/other", "Something else")]
    shortcuts = [Shortcut("Interview feedback", "feedback", "Write it")]
    return Workspace(people, channels, commands=commands, shortcuts=shortcuts)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing = "Chromium not found: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def leaving() -> Iterator[ThreadPoolExecutor]:
    """slack_sdk takes a second or two to close its connection: nobody needs to wait for it each time."""
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def sandbox(desk: Desk, leaving: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Sandbox(workspace(), start_at=NOON) as sandbox:
        handler = SocketModeHandler(build_app(sandbox, desk), sandbox.workspace.app_token)
        handler.connect()  # type: ignore[no-untyped-call]  # not annotated in slack_bolt
        yield sandbox
        leaving.submit(handler.close)


OpenPage = Callable[..., Page]
Prepare = Callable[[Page], None] | None


@pytest.fixture
def open_page(browser: Browser, sandbox: Sandbox) -> Iterator[OpenPage]:
    """Opens the page as somebody, in a browser of their own; no page may have thrown at the end."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_as(
        user: str, channel: str = "C0GENERAL", size: ViewportSize = DESKTOP, prepare: Any = None
    ) -> Page:
        # The browser's zone is nobody's here, so that a page that used it would show.
        context = browser.new_context(viewport=size, timezone_id="Australia/Perth")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.extend(complaint(message)))
        if prepare:
            prepare(page)
        page.goto(f"{sandbox.url}/?as={user}&channel={channel}")
        expect(page.locator("body[data-live=true]")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert troubles == []


def complaint(message: ConsoleMessage) -> list[str]:
    """What the page itself complains of; a refused request is told by the browser too, and is no fault."""
    refused = "Failed to load resource" in message.text
    return [message.text] if message.type == "error" and not refused else []


def composer(page: Page, place: str = "#general") -> Locator:
    return page.get_by_role("textbox", name=f"Message {place}")


def type_line(page: Page, text: str, place: str = "#general") -> None:
    composer(page, place).fill(text)
    page.keyboard.press("Enter")


def open_form(page: Page) -> Locator:
    type_line(page, "/desk form")
    dialog = page.get_by_role("dialog", name="Your feedback")
    expect(dialog).to_be_visible()
    return dialog


def messages(page: Page) -> Locator:
    return page.get_by_role("list", name="Messages")


def test_a_command_is_completed_and_run(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    composer(page).press_sequentially("/d")
    suggestions = page.get_by_role("listbox", name="Suggestions")
    expect(suggestions.get_by_role("option")).to_have_count(1)
    expect(suggestions).to_contain_text("The front desk")
    page.keyboard.press("Enter")
    expect(composer(page)).to_have_value("/desk ")
    expect(page.get_by_text("/desk [whisper | form]")).to_be_visible()
    composer(page).press_sequentially("whisper")
    page.keyboard.press("Enter")
    expect(messages(page)).to_contain_text(f"Only yours: {SECRET}")
    expect(composer(page)).to_have_value("")


def test_an_unknown_command_is_given_back(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    type_line(page, "/nothing here")
    expect(page.get_by_role("alert").filter(has_text="/nothing is not a valid command.")).to_be_visible()
    expect(composer(page)).to_have_value("/nothing here")


def test_an_ephemeral_is_seen_by_one_person(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    type_line(mina, "/desk whisper")
    whispered = messages(mina).get_by_role("listitem").filter(has_text=SECRET)
    expect(whispered).to_contain_text("Only visible to you")
    type_line(mina, "Good morning, @aiko")
    expect(messages(aiko)).to_contain_text("Good morning, @Aiko")
    expect(messages(aiko)).not_to_contain_text(SECRET)


def test_another_persons_page_receives_nothing_private(open_page: OpenPage) -> None:
    received: list[str] = []

    def listen(page: Page) -> None:
        page.on("response", lambda response: received.append(body_of(response)))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.eventSourceMessageReceived", lambda event: received.append(event["data"]))

    aiko = open_page("U0AIKO", prepare=listen)
    mina = open_page("U0MINA")
    type_line(mina, "/desk whisper")
    expect(messages(mina)).to_contain_text(SECRET)
    notes = open_form(mina).get_by_label("Your notes")
    notes.fill(f"Draft: {SECRET}")
    expect(mina.get_by_text(f"Saved: Draft: {SECRET}")).to_be_visible()
    mina.get_by_role("dialog").get_by_role("button", name="Not now").click()
    mina.get_by_role("link", name="loop-search").click()
    type_line(mina, f"In private: {SECRET}", "#loop-search")
    expect(messages(mina)).to_contain_text(f"In private: {SECRET}")
    mina.get_by_role("link", name="general").click()
    type_line(mina, "For everybody")
    expect(messages(aiko)).to_contain_text("For everybody")
    everything = "\n".join(received)
    assert "For everybody" in everything
    assert '"what":"messages"' in everything.replace(" ", "")
    assert SECRET not in everything
    assert "loop-search" not in everything


def body_of(response: Response) -> str:
    streamed = "text/event-stream" in response.headers.get("content-type", "")
    return "" if streamed or "/control/" not in response.url else response.text()


def test_field_errors_stand_under_their_field(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    why = dialog.get_by_label("Why")
    dialog.get_by_role("button", name="Submit").click()
    expect(why).to_have_accessible_description(re.compile("Please complete this required field."))
    assert desk.submitted == []
    why.fill("vague")
    dialog.get_by_role("button", name="Submit").click()
    expect(why).to_have_accessible_description(re.compile("Tell what you saw."))
    expect(why).to_be_focused()
    expect(why).to_have_value("vague")
    why.fill("Listed three stores, chose by write pattern")
    expect(dialog.get_by_text("Tell what you saw.")).to_have_count(0)
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    assert desk.submitted[-1]["why"]["text"]["value"] == "Listed three stores, chose by write pattern"


def test_what_is_typed_is_sent_in_slacks_shapes(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("Clear")
    dialog.get_by_role("combobox", name="Lead").fill("aik")
    dialog.get_by_role("option", name="Aiko").click()
    expect(dialog.get_by_role("combobox", name="Lead")).to_have_value("Aiko")
    dialog.get_by_label("When").fill("2031-03-03T14:30")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    values = desk.submitted[-1]
    assert values["lead"]["lead"] == {"type": "users_select", "selected_user": "U0AIKO"}
    # 14:30 in New York, where Mina is, whatever zone the browser is in.
    moment = int(datetime(2031, 3, 3, 19, 30, tzinfo=UTC).timestamp())
    assert values["when"]["when"] == {"type": "datetimepicker", "selected_date_time": moment}
    assert values["notes"]["notes"] == {"type": "plain_text_input", "value": None}
    assert values["rating"]["rating"]["selected_option"]["value"] == "not-assessed"


def test_every_element_says_what_it_holds(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    type_line(page, "/desk everything")
    dialog = page.get_by_role("dialog", name="Everything")
    dialog.get_by_role("radio", name="Green").check()
    dialog.get_by_role("checkbox", name="Red").check()
    dialog.get_by_role("checkbox", name="Blue").check()
    dialog.get_by_label("Grouped").select_option("Blue")
    pick(dialog, "Several", "re", "Red")
    pick(dialog, "Several", "bl", "Blue")
    dialog.get_by_role("button", name="Remove Red").click()
    pick(dialog, "Asked", "q", "q two")
    pick(dialog, "People", "eng", "Aiko")
    expect(dialog.get_by_role("combobox", name="Here")).to_have_value("#general")
    dialog.get_by_role("combobox", name="Private").click()
    offered = dialog.get_by_role("listbox", name="Private").get_by_role("option")
    expect(offered).to_have_text(["#loop-searchprivate channel"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog.get_by_label("Date (optional)").fill("2031-04-01")
    dialog.get_by_label("Number").fill("0")
    dialog.get_by_label("Mail").fill("nobody")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_text("Please enter 1 or more.")).to_be_visible()
    expect(dialog.get_by_text("Please enter a valid email address.")).to_be_visible()
    dialog.get_by_label("Number").fill("45")
    dialog.get_by_label("Mail").fill("aiko@example.com")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    held = {block_id: actions.get("set", {}) for block_id, actions in desk.submitted[-1].items()}
    assert {block_id: value_in(one) for block_id, one in held.items() if block_id != "Beside"} == {
        "Radio": "green",
        "Boxes": ["red", "blue"],
        "Grouped": "blue",
        "Several": ["blue"],
        "Asked": "q-two",
        "People": ["U0AIKO"],
        "Here": "C0GENERAL",
        "Private": "C0LOOP",
        "Date": "2031-04-01",
        "Time": "09:30",
        "Number": "45",
        "Mail": "aiko@example.com",
        "Address": None,
    }


def pick(dialog: Locator, field_name: str, typed: str, wanted: str) -> None:
    dialog.get_by_role("combobox", name=field_name).fill(typed)
    dialog.get_by_role("listbox", name=field_name).get_by_role("option", name=wanted).click()


def value_in(held: Json) -> Any:
    """What an entry of state.values holds; of options, their values."""
    (content,) = (held[key] for key in held if key != "type")
    if isinstance(content, list):
        return [one["value"] if isinstance(one, dict) else one for one in content]
    return content["value"] if isinstance(content, dict) else content


def test_typing_saves_itself_and_an_update_keeps_what_was_typed(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("Not sent by itself")
    notes = dialog.get_by_label("Your notes")
    notes.press_sequentially("Asked first")
    expect(dialog.get_by_text("Saved: Asked first · Not assessed")).to_be_visible()
    expect(notes).to_be_focused()
    notes.press_sequentially(", then drew")
    expect(notes).to_have_value("Asked first, then drew")
    dialog.get_by_label("Makes trade-offs").select_option("Clear strength")
    expect(dialog.get_by_text("Saved: Asked first, then drew · Clear strength")).to_be_visible()
    expect(dialog.get_by_label("Why")).to_have_value("Not sent by itself")
    page.reload()
    again = page.get_by_role("dialog", name="Your feedback")
    expect(again.get_by_label("Your notes")).to_have_value("Asked first, then drew")
    expect(again.get_by_label("Makes trade-offs")).to_have_value("0")


def test_a_pushed_view_comes_back_to_what_was_typed(
    open_page: OpenPage, desk: Desk, sandbox: Sandbox
) -> None:
    page = open_page("U0MINA")
    first = open_form(page)
    first.get_by_label("Why").fill("Half a thought")
    first.get_by_role("button", name="Change the guide").click()
    second = page.get_by_role("dialog", name="Guide")
    expect(second).to_be_visible()
    expect(first).to_have_count(0)
    second.get_by_role("button", name="Back").click()
    expect(first.get_by_label("Why")).to_have_value("Half a thought")
    first.get_by_role("button", name="Change the guide").click()
    second.get_by_role("button", name="Cancel").click()
    expect(first).to_be_visible()
    first.get_by_role("button", name="Change the guide").click()
    second.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    sandbox.settle()
    assert desk.closed == ["form"]


def test_choices_in_a_message_reach_the_app(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    type_line(page, "/desk menu")
    page.get_by_role("combobox", name="Which level?").select_option("Senior")
    expect(messages(page)).to_contain_text("Level set to Senior")
    page.get_by_role("button", name="Close loop").click()
    asked = page.get_by_role("alertdialog", name="Close the loop?")
    asked.get_by_role("button", name="Keep it").click()
    expect(asked).to_have_count(0)
    page.get_by_role("button", name="Close loop").click()
    page.get_by_role("button", name="Close it").click()
    expect(messages(page)).to_contain_text("Loop closed")


def test_a_thread_opens_beside_the_messages(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    type_line(mina, "Where do we meet?")
    asked = messages(aiko).get_by_role("listitem").filter(has_text="Where do we meet?")
    asked.hover()
    asked.get_by_role("button", name="Reply in thread").click()
    thread = aiko.get_by_role("complementary", name="Thread")
    reply = thread.get_by_role("textbox", name="Reply in thread")
    reply.fill("/desk form")
    reply.press("Enter")
    expect(thread.get_by_role("alert")).to_have_text("/desk is not supported in threads. Sorry!")
    reply.fill("In the quiet room")
    reply.press("Enter")
    expect(thread.get_by_role("list", name="Replies")).to_contain_text("In the quiet room")
    expect(messages(mina)).not_to_contain_text("In the quiet room")
    mina.get_by_role("button", name="1 reply").click()
    expect(mina.get_by_role("complementary", name="Thread")).to_contain_text("In the quiet room")
    mina.go_back()
    expect(mina.get_by_role("complementary", name="Thread")).to_have_count(0)


def test_unread_is_marked_until_it_is_seen(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = open_page("U0MINA")
    client = WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url)
    client.chat_postMessage(channel="C0LOOP", text="Three of five are in")
    entry = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="loop-search")
    expect(entry).to_have_accessible_name("loop-search 1 unread")
    entry.click()
    expect(messages(page)).to_contain_text("Three of five are in")
    expect(entry).to_have_accessible_name("loop-search")


def test_the_home_tab_is_drawn_for_whom_it_is(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("link", name="Interview bot").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.get_by_role("heading", name="Next for you")).to_be_visible()
    expect(home).to_contain_text("Good day, @Mina")
    page.get_by_role("tab", name="Messages").click()
    expect(composer(page, "Interview bot")).to_be_visible()


def test_the_clock_is_shown_in_the_persons_zone_and_moved(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    expect(mina.locator(".clock time")).to_have_text("Mon 3 Mar, 07:00")
    expect(aiko.locator(".clock time")).to_have_text("Mon 3 Mar, 21:00")
    mina.get_by_role("button", name="Move time on").click()
    mina.get_by_role("button", name="+1 day").click()
    expect(aiko.locator(".clock time")).to_have_text("Tue 4 Mar, 21:00")
    mina.get_by_role("button", name="Move time on").click()
    mina.get_by_label("To, in America/New_York").fill("2031-03-05T09:15")
    mina.get_by_role("button", name="Move", exact=True).click()
    expect(mina.locator(".clock time")).to_have_text("Wed 5 Mar, 09:15")


def test_the_switcher_makes_one_somebody_else(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_label("You are").select_option("U0AIKO")
    expect(page).to_have_url(re.compile(r"as=U0AIKO"))
    conversations = page.get_by_role("navigation", name="Conversations")
    expect(conversations.get_by_role("link", name="general")).to_be_visible()
    expect(conversations).not_to_contain_text("loop-search")


def test_text_stays_text(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = open_page("U0RAFA")
    for text in NASTY:
        type_line(page, text)
    expect(messages(page).get_by_text(NASTY[1], exact=True)).to_be_visible()
    type_line(page, "/desk nasty")
    expect(page.get_by_role("heading", name=NASTY[0])).to_be_visible()
    expect(page.get_by_role("button", name=NASTY[0])).to_be_visible()
    expect(page.get_by_text("press me")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, svg[onload], body script, a[href^='javascript']").count() == 0


def test_on_a_phone_everything_is_within_reach(open_page: OpenPage) -> None:
    page = open_page("U0MINA", size=PHONE)
    conversations = page.get_by_role("navigation", name="Conversations")
    expect(conversations).to_be_hidden()
    page.get_by_role("button", name="Conversations").click()
    conversations.get_by_role("link", name="loop-search").click()
    expect(conversations).to_be_hidden()
    type_line(page, "A rather long line that has to be broken " * 4, "#loop-search")
    page.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_be_visible()
    assert thread.bounding_box() == {"x": 0, "y": 0, **PHONE}
    thread.get_by_role("button", name="Close thread").click()
    type_line(page, "/desk menu", "#loop-search")
    expect(page.get_by_role("button", name="Close loop")).to_be_in_viewport()
    type_line(page, "/desk form", "#loop-search")
    dialog = page.get_by_role("dialog", name="Your feedback")
    expect(dialog.get_by_role("button", name="Submit")).to_be_in_viewport()
    assert dialog.bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_lost_connection_catches_up(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = open_page("U0MINA")
    page.context.set_offline(True)
    client = WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url)
    client.chat_postMessage(channel="C0GENERAL", text="While you were away")
    page.context.set_offline(False)
    expect(messages(page)).to_contain_text("While you were away", timeout=15_000)


@pytest.fixture(scope="module")
def drawing(browser: Browser) -> Iterator[Page]:
    """The page that draws one screen alone."""
    with Sandbox(workspace()) as sandbox:
        page = browser.new_page(viewport={"width": 390, "height": 400})
        page.goto(f"{sandbox.url}/page/render.html")
        yield page
        page.close()


@pytest.mark.parametrize("kind", ["message", "modal", "home"])
def test_one_screen_can_be_drawn_alone(drawing: Page, kind: str) -> None:
    payload = {"blocks": [section("For <@U0MINA>")], "title": plain("A screen"), "type": kind, "text": "x"}
    screen = {"kind": kind, "payload": payload, "people": [{"id": "U0MINA", "name": "mina", "tz": "UTC"}]}
    drawing.evaluate("screen => window.renderScreen(screen)", screen)
    expect(drawing.locator("#screen")).to_contain_text("For @mina")


DRAWN = [
    (
        "*bold _and_ so* on, snake_case_name, 2*3*4",
        "<strong>bold <em>and</em> so</strong> on, snake_case_name, 2*3*4",
    ),
    ("~gone~ `*code*` :tada: :nobody: 10:30:15", "<s>gone</s> <code>*code*</code> 🎉 :nobody: 10:30:15"),
    ("&amp;lt; &lt;b&gt; a < b", "&amp;lt; &lt;b&gt; a &lt; b"),
    ("&gt; one\n&gt; two\nthree", "<blockquote>one\ntwo</blockquote>three"),
    ("```a *b*\n  c```", '<pre class="code"><code>a *b*\n  c</code></pre>'),
    ("<javascript:alert(1)|x> <nonsense>", "<span>x</span> &lt;nonsense&gt;"),
    ("<!date^1930464000^{date_short_pretty} at {time}|-> <!here>", "<time>Today at 09:00</time> "),
]


@pytest.mark.parametrize(("text", "drawn"), DRAWN)
def test_mrkdwn_is_drawn_as_slack_draws_it(drawing: Page, text: str, drawn: str) -> None:
    mina = {"id": "U0MINA", "name": "mina", "tz": "Europe/Berlin"}
    screen = {"kind": "message", "payload": {"text": text}, "people": [mina], "now": "2031-03-05T12:00:00Z"}
    drawing.evaluate("screen => window.renderScreen(screen)", screen)
    assert drawing.locator(".content .text").inner_html().startswith(drawn)


def test_wall_clock_times_are_read_in_the_given_zone(drawing: Page) -> None:
    """Every half hour of a year there and back; only the hour a zone repeats is ambiguous."""
    wrong = drawing.evaluate(
        """async (zones) => {
            const { fromLocalInput, toLocalInput } = await import("/page/time.js");
            const halfHours = Array.from({ length: 365 * 48 }, (_, at) => 1735689600 + at * 1800);
            const back = (at, zone) => fromLocalInput(toLocalInput(at, zone), zone);
            const lost = (zone) => halfHours.filter((at) => back(at, zone) !== at);
            return Object.fromEntries(zones.map((zone) => [zone, lost(zone).length]));
        }""",
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"],
    )
    assert wrong == {
        "UTC": 0,
        "Europe/Berlin": 2,
        "America/New_York": 2,
        "Asia/Kolkata": 0,
        "Australia/Lord_Howe": 1,
    }
