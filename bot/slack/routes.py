"""The whole surface on one page: every command, button, form, shortcut and event, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.slack.commands import Handler, Subcommand
from bot.slack.handlers.answers import AnswerHandlers
from bot.slack.handlers.chasing import ChasingHandlers
from bot.slack.handlers.closing import ClosingHandlers
from bot.slack.handlers.debriefs import DebriefHandlers
from bot.slack.handlers.guides import GuideHandlers
from bot.slack.handlers.home import HomeHandlers
from bot.slack.handlers.notes import NoteHandlers
from bot.slack.handlers.pages import PageHandlers
from bot.slack.handlers.preparation import PreparationHandlers
from bot.slack.handlers.scorecards import ScorecardHandlers
from bot.slack.handlers.settings import SettingsHandlers
from bot.slack.handlers.setup import SetupHandlers
from bot.slack.handlers.typed import TypedHandlers
from bot.slack.ids import Action, Callback
from bot.slack.request import Answer, Nothing, Request
from bot.slack.router import Routes


@dataclass(frozen=True)
class Handlers:
    guides: GuideHandlers
    preparation: PreparationHandlers
    answers: AnswerHandlers
    scorecards: ScorecardHandlers
    debriefs: DebriefHandlers
    notes: NoteHandlers
    setup: SetupHandlers
    chasing: ChasingHandlers
    closing: ClosingHandlers
    pages: PageHandlers
    home: HomeHandlers
    settings: SettingsHandlers


def routes(on: Handlers, command: str) -> Routes:
    commands = {
        "prep": Subcommand(
            on.guides.prep,
            "prep [type] [lead|observer|shadow]",
            "Your next interview, or the guide for any interview type.",
            button=Action.PREP_NEXT,
        ),
        "list": Subcommand(
            on.guides.list,
            "list [track]",
            "Every interview type in a sentence.",
            button=Action.GUIDE_LIST,
        ),
        "candidate-brief": Subcommand(
            on.guides.brief,
            "candidate-brief <type or candidate>",
            "What to send to the candidate, ready to copy.",
            ("brief",),
            of_candidate=True,
        ),
        "mine": Subcommand(
            on.pages.mine, "mine", "Your coming interviews and the feedback you owe.", button=Action.MINE
        ),
        "feedback": Subcommand(
            on.scorecards.feedback, "feedback [candidate]", "Write the feedback you owe.", of_candidate=True
        ),
        "new": Subcommand(on.setup.new, "new", "Set up a loop for a candidate.", button=Action.LOOP_NEW),
        "schedule": Subcommand(
            on.setup.schedule, "schedule <candidate>", "Change a loop's interviews.", of_candidate=True
        ),
        "loops": Subcommand(
            on.pages.loops,
            "loops",
            "Who owes feedback in your loops, and how they stand.",
            button=Action.LOOPS,
        ),
        "loop": Subcommand(
            on.pages.loop, "loop <candidate>", "One loop: who, what, when, and what is in.", of_candidate=True
        ),
        "close": Subcommand(on.closing.close, "close <candidate>", "End a loop.", of_candidate=True),
        "settings": Subcommand(
            on.settings.own,
            "settings",
            "Your working hours, holidays, and which reminders you get.",
            button=Action.SETTINGS_OWN,
        ),
    }
    actions: dict[str, Handler] = {
        Action.GUIDE_SHOW: on.guides.show,
        Action.GUIDE_WHOLE: on.guides.whole,
        Action.GUIDE_EARLIER: on.guides.earlier,
        Action.GUIDE_BRIEF: on.guides.brief_shown,
        Action.GUIDE_LIST: on.guides.list,
        Action.GUIDE_BRIEFS: on.guides.briefs,
        Action.PREP_NEXT: on.preparation.next,
        Action.KEEP: on.preparation.keep,
        Action.LOOP_BRIEF: on.guides.loop_brief,
        Action.MINE: on.pages.mine,
        Action.LOOPS: on.pages.loops,
        Action.LINK: _nothing,
        Action.INPUT: _nothing,
        Action.SCORECARD_OPEN: on.scorecards.open,
        Action.SCORECARD_TYPED: on.scorecards.typed,
        Action.EVIDENCE_ASK: on.scorecards.ask_evidence,
        Action.SCORECARD_DONE: on.scorecards.finish,
        Action.TOOK_PLACE: on.answers.took_place,
        Action.SCORECARD_READ: on.scorecards.read,
        Action.DEBRIEF_READ: on.debriefs.read,
        Action.DEBRIEF_COPY: on.debriefs.copy,
        Action.CANDIDATE_ABSENT: on.answers.candidate_missing,
        Action.CALL_OFF: on.answers.call_off_form,
        Action.DONE: on.answers.done,
        Action.TAKE_BACK: on.answers.take_back,
        Action.WAS_NOT_THERE: on.answers.was_not_there,
        Action.RUNNING_LATE: on.answers.late_form,
        Action.CANNOT_MAKE_IT: on.answers.cannot_form,
        Action.MORE_TIME: on.answers.more_time_form,
        Action.NOTE_ADD: on.notes.add,
        Action.TICK: on.preparation.tick,
        Action.REMIND_NOW: on.chasing.remind_now,
        Action.SEND_AGAIN: on.chasing.send_again,
        Action.LOOP_NEW: on.setup.new,
        Action.LOOP_CHANGE: on.setup.plan,
        Action.LOOP_CONTINUE: on.setup.plan,
        Action.LOOP_DISCARD: on.setup.discard,
        Action.LOOP_OVERVIEW: on.pages.overview,
        Action.LOOP_CLOSE: on.closing.close_form,
        Action.GO_ON_WITHOUT: on.chasing.go_on_form,
        Action.PLAN_EDIT: on.setup.interview_form,
        Action.PLAN_ADD: on.setup.interview_form,
        Action.GUIDE_CHOICE: on.setup.guide_chosen,
        Action.SETTINGS_OWN: on.settings.own,
        Action.SETTINGS_EVERYBODY: on.settings.everybodys,
        Action.REMINDER_OFF: on.settings.switch_off,
        Action.REMINDER_ON: on.settings.switch_on,
    }
    submissions: dict[str, Handler] = {
        Callback.SCORECARD: on.scorecards.submit,
        Callback.NEW_LOOP: on.setup.start,
        Callback.PLAN: on.setup.create,
        Callback.INTERVIEW: on.setup.save_interview,
        Callback.CLOSE_LOOP: on.closing.closed,
        Callback.GO_ON_WITHOUT: on.chasing.go_on,
        Callback.MORE_TIME: on.answers.more_time,
        Callback.CALL_OFF: on.answers.call_off,
        Callback.CANNOT_MAKE_IT: on.answers.cannot,
        Callback.RUNNING_LATE: on.answers.late,
        Callback.SETTINGS: on.settings.save,
    }
    typed = TypedHandlers(commands, on.guides, on.notes, command)
    events: dict[str, Handler] = {
        "app_home_opened": on.home.opened,
        "app_mention": typed.mention,
        "message": typed.message,
        "user_change": on.home.user_changed,
        "member_joined_channel": on.home.joined,
        "channel_shared": on.home.joined,
        "group_archive": on.home.joined,
        "group_left": on.home.joined,
        "app_uninstalled": on.home.installation_ended,
        "tokens_revoked": on.home.installation_ended,
    }
    actions[Action.HELP] = typed.help
    return Routes(
        commands=commands,
        actions=actions,
        submissions=submissions,
        shortcuts={Callback.SHORTCUT_FEEDBACK: on.scorecards.feedback},
        events=events,
        unknown_command=typed.unknown,
        help=typed.help,
    )


def _nothing(_: Request) -> Answer:
    """A button that only opens an address still has to be answered."""
    return Nothing()
