"""The first connection: what is wrong with the address is found out here, and said."""

from __future__ import annotations

import warnings

from sqlalchemy import make_url, text
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from bot.storage.database import IN_BUDGET, Database, Waits, normal_url
from bot.storage.trouble import Unusable, trouble_of


def opened(url: str, pool_size: int = 8, waits: Waits = IN_BUDGET) -> Database:
    """One that has answered. Raises `Unusable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)  # an unknown option would be ignored with one
            database = Database(url, pool_size, waits)
        with database.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except (SQLAlchemyError, SAWarning, ValueError) as error:  # a host that is no name: a UnicodeError
        raise Unusable(trouble_of(error, make_url(normal_url(url)))) from None
    return database
