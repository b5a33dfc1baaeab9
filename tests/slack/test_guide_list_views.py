"""The list of all guides, briefs, and what to answer to a word that is none."""

from __future__ import annotations

import pytest

from bot.catalog.models import Guide, Track
from bot.slack.ids import Action
from bot.slack.views.briefs import brief_messages
from bot.slack.views.guide_list import guide_list, not_found, several
from bot.slack.views.help import help_page, refusal
from bot.slack.views.text import escape
from tests.builders import a_guide
from tests.slack.forms import HOSTILE, actions_of, fine
from tests.slack.guides_to_show import COMMAND, REAL, by_slug, checked, long, squeezed, worst_guide


def test_the_list_has_every_guide_with_its_summary() -> None:
    said = checked(guide_list(REAL, COMMAND))

    for guide in REAL:
        assert escape(guide.title) in said
        assert f"`{guide.slug}`" in said
        assert escape(guide.summary) in said or guide.state == "superseded"


@pytest.mark.parametrize("track", Track)
def test_the_list_of_one_track(track: Track) -> None:
    guides = [a_guide(f"{one}-type", track=one) for one in Track]
    said = checked(guide_list(guides, COMMAND, track))

    assert f"`{track}-type`" in said
    assert said.count("-type`") == 2  # itself, and the command to type
    assert "none yet" in checked(guide_list([], COMMAND, track))


def test_earlier_guides_come_last_with_their_successor() -> None:
    earlier = a_guide("architecture", state="superseded", superseded_by=["system-design"])
    said = checked(guide_list([earlier, a_guide()], COMMAND))

    assert "1 current, 1 earlier" in said
    assert said.index("Architecture  `architecture`, now System Design") > said.index("*System Design*")


def test_a_hundred_guides_still_fit() -> None:
    guides = [worst_guide(slug=f"type-{number}") for number in range(100)]
    messages = guide_list(guides, COMMAND)

    said = checked(messages)
    assert all(f"`type-{number}`" in said for number in range(100))
    chosen = [one for message in messages for block in message.payload()["blocks"] for one in options(block)]
    assert chosen == [guide.slug for guide in guides]


def options(block: dict[str, object]) -> list[str]:
    elements = block.get("elements")
    if block["type"] != "actions" or not isinstance(elements, list):
        return []
    return [option["value"] for element in elements for option in element["options"]]


# --- briefs ------------------------------------------------------------------------------------


def pasted(text: str) -> str:
    blocks = [block for message in brief_messages("Pairing", text) for block in message.payload()["blocks"]]
    checked(brief_messages("Pairing", text))
    parts = [block["elements"][0]["elements"][0]["text"] for block in blocks if block["type"] == "rich_text"]
    return "\n".join(parts)


def test_a_brief_is_pasted_as_it_is() -> None:
    text = f"Hello {HOSTILE}\n\n```\nkind: Deployment\n  name: x\n```\n* one & two"
    assert pasted(text) == text


def test_a_long_brief_is_not_cut() -> None:
    text = "\n".join(f'{number}: {long(300)} "quoted"' for number in range(150))
    assert pasted(text) == text


def test_one_endless_line_is_not_cut_either() -> None:
    assert squeezed(pasted("x" * 30_000)) == "x" * 30_000


@by_slug
def test_every_brief_can_be_shown(guide: Guide) -> None:
    text = "\n".join([guide.brief.about, *guide.brief.expect, guide.brief.attachment or ""])
    assert squeezed(pasted(text)) == squeezed(text)


# --- words that are not understood, help, refusals ---------------------------------------------


def test_a_misspelling_is_one_tap_from_what_was_meant() -> None:
    page = not_found("sytem desgin", [a_guide()], COMMAND)

    assert "I can't find “sytem desgin”. Did you mean System Design?" in checked([page])
    assert actions_of(page) == {Action.GUIDE_SHOW: ["system-design"], Action.GUIDE_LIST: [""]}


def test_several_near_misses_have_a_button_each() -> None:
    page = not_found(HOSTILE, [a_guide("one"), a_guide("two"), worst_guide(slug="worst")], COMMAND)

    checked([page])
    assert actions_of(page)[Action.GUIDE_SHOW] == ["one", "two", "worst"]


def test_nothing_near_offers_the_list() -> None:
    page = not_found("x" * 2000, [], COMMAND)

    checked([page])
    assert actions_of(page) == {Action.GUIDE_LIST: [""]}


@pytest.mark.parametrize("many", [2, 8, 9, 60])
def test_a_word_that_fits_several_asks_which(many: int) -> None:
    guides = [a_guide(f"type-{number}") for number in range(many)]
    assert f"“type” fits {many} interview types. Which one do you mean?" in checked([several("type", guides)])


@pytest.mark.parametrize("may_create", [True, False])
def test_help_offers_what_this_person_may_do(may_create: bool) -> None:
    usage = [(f"/interview word-{number} <type>", f"Does {HOSTILE}.") for number in range(20)]
    page = help_page(usage, may_create=may_create)

    said = checked([page])
    assert "`/interview word-19 &lt;type&gt;`" in said
    assert (Action.LOOP_NEW in actions_of(page)) is may_create
    assert (Action.LOOPS in actions_of(page)) is may_create


def test_a_refusal_says_its_sentence() -> None:
    assert refusal("You have no open loop under that name.").text == "You have no open loop under that name."
    fine(refusal(HOSTILE))
    fine(refusal(long(3000)))
