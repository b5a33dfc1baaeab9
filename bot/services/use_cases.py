"""Every use case, built from what it uses."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog.store import CatalogStore
from bot.domain.settings import Deployment
from bot.metrics.counts import NOTHING, Counts
from bot.services.answers import Answers
from bot.services.assignments import Assignments
from bot.services.channel import ChannelThread
from bot.services.chasing import Chasing
from bot.services.closing import LoopClosing
from bot.services.composing import Composer
from bot.services.debrief_pages import DebriefPages
from bot.services.debriefs import Debriefs
from bot.services.drafts import Drafts
from bot.services.feedback_notices import FeedbackNotices
from bot.services.guidebook import Guidebook
from bot.services.guides import Guides
from bot.services.interview_rows import InterviewRows
from bot.services.loops import Loops
from bot.services.messages import Messages
from bot.services.notes import Notes
from bot.services.outbox import Outbox
from bot.services.own_settings import OwnSettings
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.posting import Posting
from bot.services.preparation import Preparing
from bot.services.reminding import Reminding
from bot.services.scorecards import Scorecards
from bot.services.setup import Setup
from bot.services.submissions import Submissions
from bot.services.truth import Truth
from bot.services.workspace_changes import WorkspaceChanges
from bot.storage.database import Database
from bot.values.ports import Clock, Directory


@dataclass(frozen=True)
class Services:
    """Every use case, built once."""

    catalog: CatalogStore
    database: Database
    guides: Guides
    preparing: Preparing
    answers: Answers
    chasing: Chasing
    scorecards: Scorecards
    submissions: Submissions
    notes: Notes
    drafts: Drafts
    setup: Setup
    pages: Pages
    debrief_pages: DebriefPages
    closing: LoopClosing
    people: People
    workspace_changes: WorkspaceChanges
    own_settings: OwnSettings
    outbox: Outbox
    messages: Messages
    truth: Truth
    guidebook: Guidebook
    clock: Clock
    deployment: Deployment


def services(
    database: Database,
    catalog: CatalogStore,
    directory: Directory,
    clock: Clock,
    deployment: Deployment,
    counts: Counts = NOTHING,
) -> Services:
    guidebook = Guidebook(catalog, clock)
    people = People(database, directory, clock, deployment)
    assignments = Assignments(guidebook, people)
    planner = Planner(guidebook, people, clock, counts)
    changes = Loops(planner)
    workspace_changes = WorkspaceChanges(database, people, changes, clock)
    rows = InterviewRows(guidebook, people, clock)
    debriefs = Debriefs(guidebook)
    posting = Posting(guidebook, assignments)
    pages = Pages(database, guidebook, people, assignments, rows, debriefs, clock)
    thread = ChannelThread(guidebook, rows, posting, debriefs)
    drafts = Drafts(database, guidebook, people, directory, clock)
    truth = Truth(planner, people, clock)
    reminding = Reminding(database, guidebook, people, assignments, truth, clock)
    feedback = FeedbackNotices(
        database, guidebook, directory, thread, posting, debriefs, people.deployment.pilot
    )
    composer = Composer(database, guidebook, people, reminding, feedback, pages, clock)
    return Services(
        catalog=catalog,
        database=database,
        guides=Guides(database, guidebook, people),
        preparing=Preparing(database, people, assignments, clock),
        answers=Answers(database, people, assignments, changes, clock),
        chasing=Chasing(database, people, assignments, changes, clock),
        scorecards=Scorecards(database, guidebook, people, assignments, clock),
        submissions=Submissions(database, guidebook, people, assignments, changes, clock),
        notes=Notes(database, guidebook, people, directory, assignments, clock),
        drafts=drafts,
        setup=Setup(database, drafts, guidebook, people, directory, changes, clock),
        pages=pages,
        debrief_pages=DebriefPages(database, guidebook, people, debriefs, posting, clock),
        closing=LoopClosing(database, people, assignments, changes, clock),
        people=people,
        workspace_changes=workspace_changes,
        own_settings=OwnSettings(database, people, workspace_changes, clock),
        outbox=Outbox(database, composer, changes, clock, counts),
        messages=Messages(database, changes, clock, counts),
        truth=truth,
        guidebook=guidebook,
        clock=clock,
        deployment=deployment,
    )
