"""Every callback, action and block id. An action's value says which row it is about."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """Buttons and selects. In brackets: what the element's value holds."""

    # guides
    GUIDE_SHOW = "guide-show"  # [slug role]
    GUIDE_WHOLE = "guide-whole"  # [slug role exercise], the last where one is chosen
    GUIDE_EARLIER = "guide-earlier"  # [slug role]: the superseded text itself
    GUIDE_BRIEF = "guide-brief"  # [slug] or [slug exercise]
    GUIDE_LIST = "guide-list"  # []
    GUIDE_BRIEFS = "guide-briefs"  # []: which candidate's page is meant
    # pages
    HELP = "help"
    MINE = "mine"
    LOOPS = "loops"
    PREP_NEXT = "prep-next"  # [] or [panelist id]
    KEEP = "keep"  # [panelist id]: send the preparation to my messages
    LINK = "link"  # a button that only opens an address
    # an interview, by its panelist [panelist id]
    SCORECARD_OPEN = "scorecard-open"
    CANDIDATE_ABSENT = "candidate-absent"
    RUNNING_LATE = "running-late"
    CANNOT_MAKE_IT = "cannot-make-it"
    WAS_NOT_THERE = "was-not-there"
    MORE_TIME = "more-time"
    CALL_OFF = "call-off"  # it did not take place: asks why
    DONE = "interview-done"
    TAKE_BACK = "take-back"  # [panelist id, answer]
    TICK = (
        "tick"  # checklist: block id holds the panelist id and the lines' marks, options the mark of theirs
    )
    NOTE_ADD = "note-add"  # [panelist id, ts, the note]: what was typed to the bot, into the draft
    # the scorecard's inputs
    SCORECARD_TYPED = "scorecard-typed"  # every input of the form, saved as it changes
    SCORECARD_DONE = "scorecard-done"  # [panelist id]: nothing left to correct, open the others'
    TOOK_PLACE = "took-place"  # [panelist id]: its time is wrong or missing
    EVIDENCE_ASK = "evidence-ask"  # [criterion id]: show its evidence box
    # loops
    LOOP_OVERVIEW = "loop-overview"  # [loop id]
    LOOP_CHANGE = "loop-change"  # [loop id]: the list of interviews
    LOOP_CONTINUE = "loop-continue"  # [loop id]: a draft
    LOOP_DISCARD = "loop-discard"  # [loop id]: a draft
    LOOP_CLOSE = "loop-close"  # [loop id]
    LOOP_NEW = "loop-new"
    LOOP_BRIEF = "loop-brief"  # [loop id]: all briefs in one text
    GO_ON_WITHOUT = "go-on-without"  # [loop id] or [loop id panelist id]
    REMIND_NOW = "remind-now"  # [panelist id]
    SEND_AGAIN = "send-again"  # [loop id, person id]: what did not reach them
    SCORECARD_READ = "scorecard-read"  # [panelist id]: one scorecard in full
    DEBRIEF_READ = "debrief-read"  # [loop id, stage]: a stage's feedback together; no stage: the loop's
    DEBRIEF_COPY = "debrief-copy"  # [loop id, stage]: the same as plain text
    # the list of interviews
    PLAN_EDIT = "plan-edit"  # [interview id]
    PLAN_ADD = "plan-add"  # [loop id]
    # settings
    SETTINGS_OWN = "settings-own"
    SETTINGS_EVERYBODY = "settings-everybody"
    REMINDER_OFF = "reminder-off"  # an option of a reminder's menu holds its kind
    REMINDER_ON = "reminder-on"  # [kind]
    # inputs that answer nothing by themselves
    INPUT = "input"
    GUIDE_CHOICE = "guide-choice"  # in the interview form: changes exercises and length


class Callback(StrEnum):
    """Modals, and the global shortcut."""

    SCORECARD = "scorecard"
    HANDED_IN = "handed-in"
    CALL_OFF = "call-off"
    SAID = "said"
    NEW_LOOP = "new-loop"
    PLAN = "plan"
    INTERVIEW = "interview"
    CLOSE_LOOP = "close-loop"
    GO_ON_WITHOUT = "go-on-without"
    MORE_TIME = "more-time"
    CANNOT_MAKE_IT = "cannot-make-it"
    RUNNING_LATE = "running-late"
    OVERVIEW = "overview"
    READ_SCORECARD = "read-scorecard"
    READ_DEBRIEF = "read-debrief"
    COPY_DEBRIEF = "copy-debrief"
    SETTINGS = "settings"
    SETTINGS_KEPT = "settings-kept"
    PICK = "pick"  # which loop or interview is meant
    SHORTCUT_FEEDBACK = "interview-feedback"
