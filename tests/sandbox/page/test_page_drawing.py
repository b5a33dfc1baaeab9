"""One screen alone, as the page draws it."""

import pytest
from playwright.sync_api import Page, expect

from tests.sandbox.page.screens import plain, section

pytestmark = pytest.mark.browser


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
