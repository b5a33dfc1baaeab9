"""Whose data each column holds, and how its row is found again: what is asked for, and erased, by.

A test walks every table: a column that can hold text stands here or in `IMPERSONAL`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Whose(StrEnum):
    CANDIDATE = "candidate"
    COLLEAGUE = "colleague"  # somebody who works here: recruiter, panelist, whoever did something
    BOTH = "both"  # what one of them wrote of the other


CANDIDATE, COLLEAGUE, BOTH = Whose

PERSONAL: Mapping[str, Mapping[str, Whose]] = {
    "candidate": {
        "name": CANDIDATE,
        "email": CANDIDATE,
        "ats_url": CANDIDATE,
        "zone": CANDIDATE,
        "account": CANDIDATE,
        "created_by": COLLEAGUE,
        "email_key": CANDIDATE,
        "ats_key": CANDIDATE,
    },
    "candidate_join": {"by_person": COLLEAGUE},
    "legal_hold": {"by_person": COLLEAGUE, "reason": BOTH, "lifted_by": COLLEAGUE},
    "loop": {"outcome": CANDIDATE},
    "loop_role": {"person": COLLEAGUE},
    "link": {"title": CANDIDATE, "url": CANDIDATE},
    "stage": {"decision": BOTH, "decided_by": COLLEAGUE, "reasons": BOTH, "debrief_place": COLLEAGUE},
    "interview": {"place": BOTH},
    "panelist": {"person": COLLEAGUE, "name": COLLEAGUE, "ticked": COLLEAGUE},
    "answer": {"by_person": COLLEAGUE, "detail": BOTH},
    "excuse": {"reason": COLLEAGUE, "by_person": COLLEAGUE, "note": BOTH},
    "last_told": {"place": BOTH},
    "scorecard": {"author": COLLEAGUE, "feedback": BOTH, "thread_notes": BOTH},
    "notice": {"subject": BOTH, "recipient": COLLEAGUE, "reason": BOTH, "about": BOTH, "saying": BOTH},
    "hold": {"lane": COLLEAGUE},
    "message": {"channel": COLLEAGUE, "disclosing": COLLEAGUE},
    "audit": {"actor": COLLEAGUE, "members": COLLEAGUE, "detail": BOTH, "channel": COLLEAGUE},
    "person": {"id": COLLEAGUE, "name": COLLEAGUE, "zone": COLLEAGUE, "conversation": COLLEAGUE},
    "setting": {"person": COLLEAGUE, "value": COLLEAGUE},
    "form_draft": {"person": COLLEAGUE, "content": BOTH},
}

IMPERSONAL: Mapping[str, frozenset[str]] = {
    "position": frozenset({"title", "level", "team", "channel"}),
    "loop": frozenset({"channel", "state", "template", "origin"}),
    "loop_role": frozenset({"role"}),
    "stage": frozenset({"name", "state"}),
    "interview": frozenset({"guide", "guide_version", "exercise", "origin"}),
    "panelist": frozenset({"role"}),
    "answer": frozenset({"what"}),
    "last_told": frozenset({"role"}),
    "scorecard": frozenset({"guide", "guide_version"}),
    "notice": frozenset({"kind", "state", "worker"}),
    "message": frozenset({"id", "subject", "thread", "ts", "shows"}),
    "audit": frozenset({"what"}),
    "person": frozenset({"standing"}),
    "setting": frozenset({"name"}),
    "form_draft": frozenset({"form"}),
    "guide_version": frozenset({"slug", "version", "content"}),
    "event": frozenset({"id"}),
    "process": frozenset({"name", "kind"}),
}

REACHED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "candidate_join": (("kept_id", "candidate"), ("joined_id", "candidate")),
    "legal_hold": (("candidate_id", "candidate"),),
    "loop": (("candidate_id", "candidate"),),
    "loop_role": (("loop_id", "loop"),),
    "link": (("loop_id", "loop"),),
    "stage": (("loop_id", "loop"),),
    "interview": (("loop_id", "loop"),),
    "panelist": (("interview_id", "interview"),),
    "answer": (("interview_id", "interview"),),
    "excuse": (("panelist_id", "panelist"),),
    "last_told": (("panelist_id", "panelist"),),
    "scorecard": (("panelist_id", "panelist"),),
    "notice": (("loop_id", "loop"), ("recipient", "person")),
    "hold": (("lane", "person"),),
    "message": (("notice_id", "notice"),),
    "audit": (("loop_id", "loop"), ("actor", "person")),
    "setting": (("person", "person"),),
    "form_draft": (("person", "person"),),
}
"""Of a table: which of its columns leads to which table, until a candidate or a person is reached."""
