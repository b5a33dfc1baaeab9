"""What all models of the catalog have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Fields nobody named are refused, and nothing can be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
