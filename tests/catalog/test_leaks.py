"""What a candidate is sent and what the check of briefs looks at are the same, whatever fields there are."""

from __future__ import annotations

from bot.catalog.brief import brief_text, briefs_text
from bot.catalog.brief_checks import check_briefs
from tests.catalog.marked import TURNS, Marked, marked


def sent(at: Marked) -> set[str]:
    """Places that come out in any kind of brief."""
    (exercise,) = at.guide.exercises
    texts = [
        brief_text(at.catalog, at.guide),
        brief_text(at.catalog, at.guide, exercise.slug),
        briefs_text(at.catalog, [(at.guide, exercise.slug, "Monday"), (at.guide, None, "")]),
    ]
    return at.marks.in_("\n".join(texts))


def looked_at(at: Marked) -> set[str]:
    """Places of which the check says that an internal address stands there."""
    return at.marks.in_("\n".join(problem.message for problem in check_briefs(at.files)))


def test_the_check_looks_at_all_that_candidates_are_sent() -> None:
    unknown = {place for at in map(marked, range(TURNS)) for place in sent(at) - looked_at(at)}
    assert not unknown, (
        f"{', '.join(sorted(unknown))}: candidates are sent this, and no check looks at it. Add it to "
        "BRIEFS or COMPANY_TEXTS in bot/catalog/brief_checks.py, or take it out of bot/catalog/brief.py."
    )


def test_the_check_looks_at_nothing_else() -> None:
    turns = [marked(turn) for turn in range(TURNS)]
    unsent = {place for at in turns for place in looked_at(at)} - {
        place for at in turns for place in sent(at)
    }
    assert not unsent, (
        f"{', '.join(sorted(unsent))}: no candidate is sent this any more. Take it out of BRIEFS or "
        "COMPANY_TEXTS in bot/catalog/brief_checks.py."
    )
