"""Step 1 of a loop: who, for which position, with which people and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
)
from slack_sdk.models.views import View

from bot.catalog.models import Template
from bot.domain.loops import Candidate, Link, Loop
from bot.slack.ids import Action, Callback
from bot.slack.views import inputs
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import button, context, divider, modal, section
from bot.slack.views.text import count, escape
from bot.slack.views.zones import zone_groups, zone_label
from bot.values.forms import NewLoop

CV, SUBMISSION = "CV", "Submission"
CV_FIELD, SUBMISSION_FIELD = "links_cv", "links_submission"
DRAFTS_SHOWN = 3

_EMPTY = NewLoop("", "", "", "", None, "", "", "", "", "", None)


def same_person_question(candidate: Candidate, latest: Loop | None) -> str:
    """`latest`: their last loop, as far as the asker may know of it."""
    if latest is None:
        return "Same person as somebody who was here before under this e-mail or link?"
    opened = f"{latest.created_at.day} {latest.created_at:%b %Y}"
    return f"Same person as {candidate.name}, {latest.position.heading}, opened {opened}?"


def new_loop_modal(
    templates: Sequence[Template],
    *,
    typed: NewLoop | None = None,
    zone_default: str,
    same_as: str = "",
    drafts: Sequence[Loop] = (),
) -> View:
    """The form. `same_as` is a question ("Same person as …?"): where given, it is asked first."""
    form = typed or _EMPTY
    blocks = [
        section(
            "*Step 1 of 2: who, and for which position*\nStep 2 lists the interviews. Nobody is told yet."
        ),
        *_drafts(drafts),
        *_same_person(form, same_as),
        *_candidate(form, zone_default),
        *_position(form),
        _template(templates, form.template if typed else None),
        *_people(form),
        *_links(form.links),
    ]
    return modal(Callback.NEW_LOOP, "Set up a loop", blocks, submit="Next", close="Cancel")


def parse_new_loop(values: State) -> NewLoop:
    """What was typed, stripped. A line of links without an address is a link with an empty `url`."""
    same_person = inputs.chosen(values, "same_person")
    return NewLoop(
        candidate_name=inputs.typed_text(values, "candidate_name"),
        candidate_email=inputs.typed_text(values, "candidate_email"),
        candidate_ats=inputs.typed_text(values, "candidate_ats"),
        candidate_zone=inputs.chosen(values, "candidate_zone") or "",
        candidate_account=inputs.chosen_person(values, "candidate_account"),
        title=inputs.typed_text(values, "title"),
        level=inputs.typed_text(values, "level"),
        team=inputs.typed_text(values, "team"),
        template=inputs.chosen(values, "template") or "",
        hiring_manager=inputs.chosen_person(values, "hiring_manager") or "",
        channel=inputs.chosen_conversation(values, "channel"),
        links=tuple(_parsed_links(values)),
        same_person=None if same_person is None else same_person == "yes",
    )


# --- the parts ---------------------------------------------------------------------------------


def _drafts(drafts: Sequence[Loop]) -> Iterator[Block]:
    if not drafts:
        return
    yield section(f"You have {count(len(drafts), 'draft')}. Continue one, or start a new loop below.")
    for loop in drafts[:DRAFTS_SHOWN]:
        says = f"*{escape(loop.candidate.name)}* · {escape(loop.position.heading)}"
        yield section(says, button("Continue", Action.LOOP_CONTINUE, str(loop.id)))
    if len(drafts) > DRAFTS_SHOWN:
        yield context(f"and {count(len(drafts) - DRAFTS_SHOWN, 'more draft')} on this app's Home tab")
    yield divider()


def _same_person(form: NewLoop, same_as: str) -> Iterator[InputBlock]:
    if same_as:
        answer = {None: None, True: "yes", False: "no"}[form.same_person]
        options = [option("Yes, the same person", "yes"), option("No, somebody else", "no")]
        yield input_block("same_person", same_as, inputs.radio(options, answer))


def _candidate(form: NewLoop, zone_default: str) -> Iterator[InputBlock]:
    yield input_block("candidate_name", "Candidate's name", inputs.typing(form.candidate_name))
    yield input_block(
        "candidate_email", "Candidate's e-mail", inputs.email(form.candidate_email), optional=True
    )
    yield input_block(
        "candidate_ats",
        "ATS link",
        inputs.address(form.candidate_ats),
        hint="Give an e-mail or an ATS link, or both: they tell people of the same name apart.",
        optional=True,
    )
    yield input_block(
        "candidate_zone",
        "Candidate's time zone",
        inputs.grouped_select(zone_groups(form.candidate_zone), form.candidate_zone),
        hint=f"For the times in what you send them. Left empty: {zone_label(zone_default)}.",
        optional=True,
    )
    yield input_block(
        "candidate_account",
        "Candidate's account here",
        inputs.one_person(form.candidate_account),
        hint="Only for a colleague or guest who applies: nothing about this loop is shown to them.",
        optional=True,
    )


def _position(form: NewLoop) -> Iterator[InputBlock]:
    yield input_block("title", "Position", inputs.typing(form.title), hint="For example: Engineer")
    yield input_block(
        "level", "Level", inputs.typing(form.level, limit=40), hint="For example: Senior", optional=True
    )
    yield input_block(
        "team", "Team", inputs.typing(form.team, limit=80), hint="For example: Search", optional=True
    )


def _template(templates: Sequence[Template], chosen: str | None) -> InputBlock:
    """`chosen` None: nothing yet; "": none of the templates."""
    options = [option(each.title, each.slug, each.summary) for each in templates[:99]]
    options.append(option("No template", inputs.NOTHING, "You add the interviews one by one"))
    if chosen is None and len(templates) == 1:
        chosen = templates[0].slug
    return input_block(
        "template",
        "Interviews to start from",
        inputs.select(options, inputs.NOTHING if chosen == "" else chosen),
        hint="You can change, add and leave out interviews in step 2.",
    )


def _people(form: NewLoop) -> Iterator[InputBlock]:
    yield input_block("hiring_manager", "Hiring manager", inputs.one_person(form.hiring_manager))
    yield input_block(
        "channel",
        "Private channel",
        ConversationSelectElement(
            action_id=Action.INPUT,
            initial_conversation=form.channel or None,
            filter=ConversationFilter(
                include=["private"], exclude_bot_users=True, exclude_external_shared_channels=True
            ),
        ),
        hint="Everyone in it reads all feedback: recruiter, hiring manager and coordinators only. "
        "Type /invite there to add this app first. Left empty: the one used last for this position.",
        optional=True,
    )


# --- links -------------------------------------------------------------------------------------


def _links(links: Sequence[Link]) -> Iterator[InputBlock]:
    cv, submission = _first(links, CV), _first(links, SUBMISSION)
    other = [link for link in links if link not in (cv, submission)]
    yield input_block(
        CV_FIELD, "CV", inputs.address(cv.url if cv else ""), hint="Panelists see the links.", optional=True
    )
    yield input_block(
        SUBMISSION_FIELD,
        "What the candidate handed in",
        inputs.address(submission.url if submission else ""),
        hint="A repository or document, if there is one.",
        optional=True,
    )
    yield input_block(
        "links",
        "Other links",
        inputs.typing("\n".join(map(_line, other)), limit=2000, lines=True),
        hint="One a line, for example: Portfolio: https://example.com/work",
        optional=True,
    )


def _first(links: Iterable[Link], title: str) -> Link | None:
    return next((link for link in links if link.title == title and link.url), None)


def _line(link: Link) -> str:
    return f"{link.title}: {link.url}" if link.url else link.title


def _parsed_links(values: State) -> Iterator[Link]:
    for title, field in ((CV, CV_FIELD), (SUBMISSION, SUBMISSION_FIELD)):
        url = inputs.typed_text(values, field)
        if url:
            yield Link(title, url)
    for line in inputs.typed_text(values, "links").splitlines():
        if line.strip():
            yield _parsed_line(line.strip())


def _parsed_line(line: str) -> Link:
    """ "Portfolio: https://…", "Portfolio https://…", or the address alone."""
    found = re.fullmatch(r"(.*?)[:\s–-]*(https?://\S+)", line, re.IGNORECASE)
    if found is None:
        return Link(line, "")
    title, url = found.groups()
    return Link(title.strip() or urlsplit(url).netloc or url, url)
