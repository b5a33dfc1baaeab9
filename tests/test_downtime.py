"""After the bot was down: exactly the right messages, at the right hours, written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.demo.company import HENRIK, INES, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from tests.acting import World, a_demo, words
from tests.setting_up import a_created_loop, an_edit

MISSED = "not told in time"
BERLIN = ZoneInfo("Europe/Berlin")
EVERYBODY = {
    "Rosa": ROSA,
    "Henrik": HENRIK,
    "Priya": PRIYA,
    "Tom": TOM,
    "Ines": INES,
    "Sam": SAM,
    "Lea": LEA,
    "Kenji": KENJI,
}


def at(day: int, clock: str) -> datetime:
    """On that day of November 2026, in Berlin. The 16th is a Monday."""
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=BERLIN)


@contextmanager
def a_world(start_at: datetime) -> Iterator[World]:
    with a_demo(start_at=start_at) as demo:
        yield World(demo)


def heard(world: World, since: datetime) -> list[str]:
    """ "Tue 18:00 Priya: System Design, 17:15: write your feedback", in order, in Berlin's time."""
    bot = world.demo.sandbox.workspace.bot.user_id
    said = [
        (_about(float(each["ts"])), name, each["text"])
        for name, person in EVERYBODY.items()
        for each in world.actor(person).messages()
        if each["user"] == bot
    ]
    return [f"{at:%a %H:%M} {who}: {_short(text)}" for at, who, text in sorted(said) if at >= since]


def _about(seconds: float) -> datetime:
    """All times here are whole five minutes; delivering takes its time too."""
    return datetime.fromtimestamp(seconds - seconds % 300, BERLIN)


def _short(text: str) -> str:
    """What is told of many names each: looked at by itself."""
    return f"{text.split(MISSED, maxsplit=1)[0]}{MISSED}" if MISSED in text else text


def titles_of_missed(world: World) -> Counter[str]:
    """When the interviews began, in Berlin, of which its recruiter was told that nobody heard in time."""
    (said,) = [each for each in world.actor(ROSA).messages() if MISSED in each["text"]]
    return Counter(re.findall(r"· System Design, .*?(\d\d:\d\d)$", words(said), re.MULTILINE))


def down(world: World, until: datetime) -> None:
    """Nothing runs; at its end the worker starts again."""
    world.demo.sandbox.move_to(until)
    world.settle()


def test_six_hours_over_an_afternoon_of_twelve_interviews() -> None:
    with a_world(at(13, "10:00")) as world:
        for starts in (
            {PRIYA: "13:00", TOM: "12:30", INES: "13:30"},
            {PRIYA: "15:00", TOM: "14:00", INES: "16:30"},
            {PRIYA: "17:30", TOM: "16:00", HENRIK: "14:30"},
            {KENJI: "12:15", SAM: "17:00", LEA: "17:45"},
        ):
            edits = (an_edit(at(17, clock), person) for person, clock in starts.items())
            a_created_loop(
                world, *edits, candidate_email=f"c{min(starts.values())}@example.com".replace(":", "")
            )
        world.moves_to(at(17, "12:00"))
        down(world, at(17, "18:00"))
        world.moves_to(at(19, "08:00"))
        assert heard(world, at(17, "12:00")) == [
            "Tue 12:00 Kenji: System Design, 20:15",
            "Tue 18:00 Ines: System Design, 16:30: write your feedback",
            "Tue 18:00 Sam: System Design, 08:00: write your feedback",
            "Tue 18:05 Priya: System Design: over to the candidate's questions, until 18:15.",
            "Tue 18:15 Priya: System Design, 17:30: write your feedback",
            "Tue 18:20 Lea: System Design: over to the candidate's questions, until 09:30.",
            "Tue 18:30 Lea: System Design, 08:45: write your feedback",
            "Wed 01:00 Kenji: System Design, yesterday 20:15: write your feedback",
            "Wed 09:00 Henrik: System Design, yesterday 14:30: write your feedback",
            "Wed 09:00 Ines: System Design, yesterday 13:30: write your feedback",
            "Wed 09:00 Priya: Feedback on 2 interviews: System Design, yesterday 13:00; "
            "System Design, yesterday 15:00",
            "Wed 09:00 Rosa: 6 people not told in time",
            "Wed 09:00 Tom: Feedback on 3 interviews: System Design, yesterday 12:30; "
            "System Design, yesterday 14:00; System Design, yesterday 16:00",
            "Wed 18:00 Sam: System Design, yesterday 08:00: your feedback is late",
            "Wed 18:30 Lea: System Design, yesterday 08:45: your feedback is late",
            "Wed 22:00 Sam: System Design, yesterday 08:00: your feedback is late",
            "Wed 22:30 Lea: System Design, yesterday 08:45: your feedback is late",
            "Thu 01:00 Kenji: System Design, Tue 17 Nov 20:15: your feedback is late",
            "Thu 05:00 Kenji: System Design, Tue 17 Nov 20:15: your feedback is late",
        ]
        assert titles_of_missed(world) == Counter(
            {"12:30": 1, "13:00": 1, "13:30": 1, "14:00": 1, "14:30": 1, "15:00": 1, "16:00": 1, "16:30": 1}
            | {"17:00": 1, "17:30": 1, "17:45": 1}
        )


def test_from_friday_noon_to_monday_night() -> None:
    with a_world(at(11, "10:00")) as world:
        a_created_loop(
            world,
            an_edit(at(12, "15:00"), PRIYA),
            an_edit(at(13, "10:00"), TOM),
            an_edit(at(13, "14:00"), INES),
            an_edit(at(16, "10:00"), SAM),
            an_edit(at(16, "21:30"), LEA),
            an_edit(at(17, "09:30"), TOM),
            an_edit(at(17, "14:00"), PRIYA),
        )
        world.moves_to(at(13, "12:00"))
        down(world, at(16, "22:00"))
        world.moves_to(at(18, "20:00"))
        assert heard(world, at(13, "12:00")) == [
            "Mon 22:00 Sam: System Design, 01:00: write your feedback",
            "Mon 22:05 Lea: System Design: over to the candidate's questions, until 13:15.",
            "Mon 22:15 Lea: System Design, 12:30: write your feedback",
            "Tue 09:00 Ines: System Design, Fri 13 Nov 14:00: write your feedback",
            "Tue 09:00 Priya: Get ready: System Design, today 14:00",
            "Tue 09:00 Priya: System Design, Thu 12 Nov 15:00: your feedback is late",
            "Tue 09:00 Rosa: 2 scorecards are late: System Design, Thu 12 Nov 15:00; "
            "System Design, Fri 13 Nov 10:00",
            "Tue 09:00 Rosa: 3 people not told in time",
            "Tue 09:00 Tom: Get ready: System Design, today 09:30",
            "Tue 09:00 Tom: System Design, Fri 13 Nov 10:00: your feedback is late",
            "Tue 09:15 Tom: System Design, 09:30",
            "Tue 09:45 Henrik: System Design, Thu 12 Nov 15:00: feedback is late",
            "Tue 10:05 Tom: System Design: over to the candidate's questions, until 10:15.",
            "Tue 10:15 Tom: System Design, 09:30: write your feedback",
            "Tue 12:00 Henrik: System Design, Fri 13 Nov 10:00: feedback is late",
            "Tue 13:45 Priya: System Design, 14:00",
            "Tue 14:35 Priya: System Design: over to the candidate's questions, until 14:45.",
            "Tue 14:45 Priya: System Design, 14:00: write your feedback",
            "Tue 22:00 Sam: System Design, yesterday 01:00: your feedback is late",
            "Tue 22:15 Lea: System Design, yesterday 12:30: your feedback is late",
            "Wed 02:00 Sam: System Design, yesterday 01:00: your feedback is late",
            "Wed 02:15 Lea: System Design, yesterday 12:30: your feedback is late",
            "Wed 09:00 Ines: System Design, Fri 13 Nov 14:00: your feedback is late",
            "Wed 09:00 Rosa: 2 scorecards are late: System Design, Mon 16 Nov 10:00; "
            "System Design, Mon 16 Nov 21:30",
            "Wed 10:15 Tom: System Design, yesterday 09:30: your feedback is late",
            "Wed 13:00 Ines: System Design, Fri 13 Nov 14:00: your feedback is late",
            "Wed 13:00 Rosa: System Design, Fri 13 Nov 14:00: feedback is late",
            "Wed 14:15 Rosa: System Design, yesterday 09:30: feedback is late",
            "Wed 14:15 Tom: System Design, yesterday 09:30: your feedback is late",
            "Wed 14:45 Priya: System Design, yesterday 14:00: your feedback is late",
        ]
        assert titles_of_missed(world) == Counter({"14:00": 1, "10:00": 1, "21:30": 1})
