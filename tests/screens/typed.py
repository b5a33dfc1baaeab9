"""Words typed to the bot that are no command, and buttons where no form can be opened."""

from __future__ import annotations

from bot.catalog.catalog import Choice
from bot.slack.ids import Action
from bot.slack.views.typed import Understood, kept_note, not_understood, press_to
from bot.values.interviews import Reader
from tests.screens import worst
from tests.screens.people import PRIYA
from tests.screens.registry import Shows, screens
from tests.screens.world import COMMAND, PRIYAS, PRIYAS_VALUES

WORST = Reader("U0", "America/Argentina/Buenos_Aires")
NOTE = "2 named what each option costs before choosing"
TS = "1794925200.000100"
CHOSEN = Choice(PRIYAS.guide, PRIYAS.guide)

FOUND = {
    "nothing.realistic": Understood("qqqq"),
    "command.realistic": Understood("perp", f"{COMMAND} prep [type]", Action.PREP_NEXT),
    "guides.realistic": Understood("", guides=(CHOSEN, Choice(PRIYAS_VALUES.guide, PRIYAS_VALUES.guide))),
    "guides-in-channel.realistic": Understood("", guides=(CHOSEN,), in_channel=True),
    "note.realistic": Understood("", note=NOTE, ts=TS, offered=(PRIYAS,)),
    "notes.realistic": Understood("", note=NOTE, ts=TS, offered=(PRIYAS, PRIYAS_VALUES)),
    "note-long.realistic": Understood("", note="x" * 2000, ts=TS, offered=(PRIYAS,)),
    "all.worst": Understood(
        worst.HOSTILE * 40,
        f"{COMMAND} {worst.HOSTILE}",
        Action.SETTINGS_OWN,
        (Choice(worst.assignment().guide, worst.assignment().guide),) * 3,
        worst.HOSTILE * 20,
        TS,
        worst.assignments(),
        in_channel=True,
    ),
}


@screens
def typed() -> Shows:
    for name, found in FOUND.items():
        reader = WORST if name.endswith(".worst") else PRIYA
        yield f"not-understood-{name}", not_understood(found, reader, COMMAND)
    yield "kept-note.realistic", kept_note(PRIYAS, PRIYA)
    yield "kept-note.worst", kept_note(worst.assignment(), WORST)
    yield "press-to-set-up.realistic", press_to("Set up a loop for a candidate.", Action.LOOP_NEW)
    yield "press-to-set-up.worst", press_to("Set up a loop for a candidate.", Action.LOOP_NEW)
