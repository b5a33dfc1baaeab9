"""All interview types, and what to answer when a word fits none or several of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, Option, PlainTextObject, StaticSelectElement

from bot.catalog.models import Guide, Track
from bot.slack.ids import Action
from bot.slack.views.guide_parts import TRACKS
from bot.slack.views.shape import Message, actions, button, header, messages, paragraphs, section
from bot.slack.views.text import clip, count, escape, names

IN_ONE_MENU = 40  # Slack takes 100; so many keep the message within its size
ONE_BY_ONE = 8  # more than these are offered in a menu


def guide_list(guides: Sequence[Guide], command: str, track: Track | None = None) -> list[Message]:
    """Every guide, or those of one track. `guides` are all of the catalog: successors are named by title."""
    listed = [guide for guide in guides if track in (None, guide.track)]
    current = [guide for guide in listed if guide.state == "active"]
    earlier = [guide for guide in listed if guide.state != "active"]
    title = f"{TRACKS[track]} interviews" if track else "All interview types"
    if not listed:
        return [_none_in(title)]
    titles = {guide.slug: guide.title for guide in guides}
    blocks: list[Block] = [
        section(f"*{title}* · {_counts(current, earlier)}\n{_how(current or earlier, command)}"),
        *_menus([*current, *earlier]),
        *_by_track(current, whole=track is None),
        *_earlier(earlier, titles),
    ]
    return messages(f"{title}: {_counts(current, earlier)}", blocks, title)


def _none_in(title: str) -> Message:
    blocks = [section(f"*{title}*: none yet."), actions(button("All interview types", Action.GUIDE_LIST))]
    return Message(f"{title}: none yet.", blocks)


def _counts(current: Sequence[Guide], earlier: Sequence[Guide]) -> str:
    return f"{len(current)} current" + (f", {len(earlier)} earlier" if earlier else "")


def _how(guides: Sequence[Guide], command: str) -> str:
    return f"Choose one, or type `{escape(command)} prep {guides[0].slug}`."


def _menus(guides: Sequence[Guide], purpose: Action = Action.GUIDE_SHOW) -> list[Block]:
    groups = [guides[start : start + IN_ONE_MENU] for start in range(0, len(guides), IN_ONE_MENU)]
    placeholders = [
        "Show a guide" if len(groups) == 1 else f"Show a guide ({number} of {len(groups)})"
        for number in range(1, len(groups) + 1)
    ]
    return [actions(_menu(group, words, purpose)) for group, words in zip(groups, placeholders, strict=True)]


def _menu(guides: Iterable[Guide], placeholder: str, purpose: Action) -> StaticSelectElement:
    options = [Option(value=guide.slug, text=PlainTextObject(text=clip(guide.title, 75))) for guide in guides]
    return StaticSelectElement(
        action_id=purpose, placeholder=PlainTextObject(text=placeholder), options=options
    )


def _by_track(guides: Sequence[Guide], whole: bool) -> list[Block]:
    blocks: list[Block] = []
    for track in Track:
        lines = [_entry(guide) for guide in guides if guide.track is track]
        blocks += [header(TRACKS[track])] if whole and lines else []
        blocks += paragraphs(lines, "\n")
    return blocks


def _entry(guide: Guide) -> str:
    return f"*{escape(guide.title)}*  `{guide.slug}`\n{escape(guide.summary)}"


def _earlier(guides: Sequence[Guide], titles: dict[str, str]) -> list[Block]:
    lines = [_earlier_entry(guide, titles) for guide in guides]
    return [header("Earlier ones"), *paragraphs(lines, "\n")] if lines else []


def _earlier_entry(guide: Guide, titles: dict[str, str]) -> str:
    now = names(escape(titles.get(slug, slug)) for slug in guide.superseded_by)
    return f"{escape(guide.title)}  `{guide.slug}`, now {now}"


# --- a word that fits none, or several ---------------------------------------------------------


def not_found(word: str, near: Sequence[Guide], command: str, purpose: Action = Action.GUIDE_SHOW) -> Message:
    """`near` are the guides most like the word, best first; none where nothing is like it.

    `word` "": it is not said again. `purpose`: what is shown of the one chosen, the guide or its brief.
    """
    said = f"I can't find “{escape(clip(word, 100))}”." if word else "I can't find that."
    everything = button("All interview types", Action.GUIDE_LIST)
    if not near:
        text = f"{said} See all interview types, or type `{escape(command)} list`."
        return Message(said, [section(text), actions(everything)])
    if len(near) == 1:
        question = f"{said} Did you mean {escape(near[0].title)}?"
        return Message(question, [section(question), actions(_show(near[0], purpose), everything)])
    question = f"{said} Did you mean one of these?"
    return Message(question, [section(question), *offers(near, purpose), actions(everything)])


def several(word: str, guides: Sequence[Guide], purpose: Action = Action.GUIDE_SHOW) -> Message:
    """The word fits each of `guides`. `purpose` as in `not_found`."""
    what = f"“{escape(clip(word, 100))}”" if word else "That"
    said = f"{what} fits {count(len(guides), 'interview type')}. Which one do you mean?"
    return Message(said, [section(said), *offers(guides, purpose)])


def offers(guides: Sequence[Guide], purpose: Action) -> list[Block]:
    if len(guides) > ONE_BY_ONE:
        return _menus(guides, purpose)
    return [section(_entry(guide), _show(guide, purpose)) for guide in guides]


def _show(guide: Guide, purpose: Action) -> ButtonElement:
    return button("Show it", purpose, guide.slug, says=f"Show {guide.title}")
