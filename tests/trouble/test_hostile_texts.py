"""Texts that would ping, link or break something: they show as typed, everywhere, and do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo.company import CHANNEL, ROSA
from tests.acting import Json, World, a_demo, words
from tests.trouble.forms import TUESDAY
from tests.trouble.stories import Texts, whole_story

NAME = '<!channel> *&* "x"'
WRITTEN = '&lt;!channel&gt; *&amp;* "x"'
HOSTILE = (
    "<!here> <@U0ROSA> <https://evil.example|Click> &lt;!channel&gt; `x` ```y``` > q \u202e 🦄 \\ {0} %s"
)
MARKS = ("<!channel", "<!here", "<!everyone", "<@U0ROSA> <https", "<https://evil.example")


def marked_up(thing: Any) -> Iterator[str]:
    """Texts that Slack reads for its own marks: mrkdwn, and a message's `text`."""
    if isinstance(thing, list):
        for each in thing:
            yield from marked_up(each)
    elif isinstance(thing, dict):
        text = thing.get("text")
        if isinstance(text, str) and thing.get("type") not in ("plain_text", "text"):
            yield text
        for each in thing.values():
            if not isinstance(each, str):
                yield from marked_up(each)


def sent(world: World) -> list[Json]:
    """All that the bot said: its calls, and its answers to Slack's."""
    entries = world.control.log()
    return [each["request"] if each["direction"] == "from_bot" else each["response"] for each in entries]


def test_a_hostile_name_and_texts_go_through_every_screen() -> None:
    texts = Texts(
        name=NAME,
        title=HOSTILE[:120],
        outsider="<!channel> <@U0ROSA>",
        place=HOSTILE,
        notes=HOSTILE,
        reasons=HOSTILE,
        evidence=HOSTILE,
        recruiter_note=HOSTILE,
        said=HOSTILE,
        links="<!channel>: https://example.com/a|b",
    )
    with a_demo(over_http=True, start_at=TUESDAY) as demo:
        world = World(demo)
        whole_story(world, texts)
        assert world.refusals() == []
        every = [text for each in sent(world) for text in marked_up(each)]
        pinging = [text for text in every if any(mark in text for mark in MARKS)]
        assert pinging == []
        assert any(WRITTEN in text for text in every)
        rosa = world.actor(ROSA)
        assert WRITTEN in words(rosa.messages(CHANNEL)[0])
        assert WRITTEN in words(rosa.types("/interview loop channel"))
