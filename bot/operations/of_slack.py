"""Whether Slack takes the bot, and whether it can reach the channels and people that its loops need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bot.domain.loops import Loop
from bot.domain.people import Person, channel_problem
from bot.operations.findings import FindingsSoFar, clock, fine, some, warn, wrong
from bot.slack.directory import SlackDirectory
from bot.slack.installed import Installed
from bot.slack.views.text import count
from bot.values.ports import Unreachable
from bot.values.stops import Limited

T = TypeVar("T")

INSTALL_AGAIN = (
    "Give the app the manifest that `python -m bot manifest` prints, and install it to the workspace again."
)
HALF_A_SECOND = timedelta(milliseconds=500)
TRIES = 20

Each = Callable[[Sequence[str]], Iterable[str]]
"""One after the other, shown to somebody who waits."""
Wait = Callable[[float], object]
"""Seconds."""


def of_token(found: Installed, asked_at: datetime) -> FindingsSoFar:
    """`asked_at`: this machine's time, in the middle between question and answer."""
    if found.org_wide:
        yield wrong(
            "token",
            "It is of an installation to a whole organisation, which is not supported.",
            "Install the app to one workspace, and take the token from there.",
        )
    else:
        yield fine("token", f"Slack takes it: workspace {found.team}, bot {found.bot}.")
    if found.scopes is None:
        yield warn("scopes", "Slack does not say which were granted.")
    elif found.missing:
        yield wrong("scopes", f"Not granted: {', '.join(found.missing)}.", INSTALL_AGAIN)
    else:
        more = f" Granted and not needed: {', '.join(found.unused)}." if found.unused else ""
        yield fine("scopes", f"All that are needed are granted.{more}")
    if found.at:
        yield clock("Slack's", found.at + HALF_A_SECOND - asked_at)


def of_channels(directory: SlackDirectory, loops: Sequence[Loop], each: Each, wait: Wait) -> FindingsSoFar:
    """Of open loops: whether each channel may hold their feedback."""
    theirs = {loop.channel for loop in loops if loop.channel}
    found = {id: patiently(lambda: directory.channel(id), wait) for id in each(sorted(theirs))}  # noqa: B023  # called at once
    problems: dict[tuple[str, str], list[int]] = {}
    for loop in loops:
        if loop.channel and (problem := channel_problem(found[loop.channel], loop.candidate.account)):
            problems.setdefault((loop.channel, problem), []).append(loop.id)
    for (channel, problem), ids in problems.items():
        yield wrong("channels", f"{channel}, of loop {some(ids)}:", problem)
    if not problems:
        yield fine("channels", f"{count(len(theirs), 'channel')} of open loops: nothing is wrong with any.")


def of_roles(
    known: Mapping[str, Person | None], loops: Sequence[Loop], admins: Collection[str]
) -> FindingsSoFar:
    """`known`: recruiters and hiring managers as Slack describes them; None for one it does not know."""
    gone: dict[tuple[str, str], list[int]] = {}
    for loop in loops:
        for role, holder in (("recruiter", loop.recruiter), ("hiring manager", loop.hiring_manager)):
            person = known.get(holder)
            if person is None or not person.active:
                gone.setdefault((role, holder), []).append(loop.id)
    for (role, holder), ids in gone.items():
        yield wrong(
            "roles",
            f"The account of {holder} is gone: {role} of loop {some(ids)}.",
            "What goes to them reaches nobody: an admin looks after these loops, or closes them.",
        )
    if not gone:
        yield fine("roles", f"{count(len(loops), 'open loop')}: no recruiter or hiring manager is gone.")
    if not admins:
        yield warn(
            "roles",
            "No admin of the workspace is known to the bot: nobody can set what holds for everybody.",
            "An admin opens the bot's Home tab once, or types the command.",
        )


def people_of(
    directory: SlackDirectory, loops: Sequence[Loop], each: Each, wait: Wait
) -> Mapping[str, Person | None]:
    """Recruiters and hiring managers, by id."""
    ids = sorted({person for loop in loops for person in (loop.recruiter, loop.hiring_manager)})
    return {id: patiently(lambda: directory.person(id), wait) for id in each(ids)}  # noqa: B023  # called at once


def patiently(ask: Callable[[], T], wait: Wait) -> T:
    """Where Slack asks to wait, it is asked again after that. Raises `Unreachable` when it goes on."""
    for _ in range(TRIES):
        try:
            return ask()
        except Unreachable as unreachable:
            if not isinstance(unreachable.stop, Limited):
                raise
            wait(unreachable.stop.seconds)
    return ask()
