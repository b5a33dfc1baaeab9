"""A secret of this database's own, which goes where its rows go."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select

from bot.domain.settings import EVERYBODY
from bot.storage.schema import setting
from bot.storage.upsert import insert_into

OWN = {"person": EVERYBODY, "name": "message-secret"}


def kept_secret(connection: Connection) -> str:
    """Made when it is first asked for; of two who ask at once, both get the same."""
    new = insert_into(connection, setting).values(OWN | {"value": secrets.token_hex(16)})
    connection.execute(new.on_conflict_do_nothing())
    query = select(setting.c.value).where(*(setting.c[name] == value for name, value in OWN.items()))
    return str(connection.execute(query).scalar_one())
