"""What an author has typed of a correction that is not handed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from bot.domain.scorecards import Feedback
from bot.storage.odd_rows import reading
from bot.storage.schema import form_draft
from bot.storage.scorecards import feedback_from, feedback_json
from bot.storage.upsert import insert_into


def keep(connection: Connection, by: str, panelist_id: int, feedback: Feedback, typed_at: datetime) -> bool:
    """False where something typed later is kept already."""
    new = insert_into(connection, form_draft).values(
        person=by, form=_form(panelist_id), content=feedback_json(feedback), typed_at=typed_at
    )
    kept = new.on_conflict_do_update(
        index_elements=["person", "form"],
        set_={"content": new.excluded.content, "typed_at": new.excluded.typed_at},
        where=form_draft.c.typed_at < new.excluded.typed_at,
    )
    return connection.execute(kept.returning(form_draft.c.person)).first() is not None


def find(connection: Connection, by: str, panelist_id: int) -> tuple[Feedback, datetime] | None:
    """With when it was typed."""
    query = select(form_draft.c.content, form_draft.c.typed_at).where(*_row(by, panelist_id))
    row = connection.execute(query).first()
    if row is None:
        return None
    with reading("correction", panelist_id):
        return feedback_from(row.content), row.typed_at


def forget(connection: Connection, by: str, panelist_id: int) -> None:
    connection.execute(delete(form_draft).where(*_row(by, panelist_id)))


def _row(by: str, panelist_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return form_draft.c.person == by, form_draft.c.form == _form(panelist_id)


def _form(panelist_id: int) -> str:
    return f"correction:{panelist_id}"
