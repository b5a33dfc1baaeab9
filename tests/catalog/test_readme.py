"""The README's example works as it stands, and no field is without a line in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.catalog.exercises import Exercise
from bot.catalog.frozen import Frozen
from bot.catalog.loading import load
from bot.catalog.models import Company, Competency, Guide, Template
from tests.catalog.conftest import REAL
from tests.catalog.fields import fields

README = (REAL / "README.md").read_text(encoding="utf-8")
SECTIONS: dict[type[Frozen], tuple[str, ...]] = {
    Guide: ("More fields of a guide", "Adding a guide", "Two faces"),
    Exercise: ("Fields of an exercise",),
    Template: ("Templates",),
    Company: ("The company",),
    Competency: ("Competencies",),
}
"""Where a model's fields are told of; a new one belongs in the first of them."""

each_model = pytest.mark.parametrize("model", SECTIONS, ids=lambda model: model.__name__)


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.M | re.S)
    assert found, f"catalog/README.md has no section “{title}”"
    return found[1]


def listed(model: type[Frozen]) -> set[str]:
    """Fields with a line of their own: a row of a table, or a line of the example."""
    text = "\n".join(map(section, SECTIONS[model]))
    firsts = re.findall(r"^\| (`.*?) \|", text, re.M)
    return {name for first in firsts for name in re.findall(r"`(\w+)[`:]", first)} | example_fields(text)


def example_fields(text: str) -> set[str]:
    return {name for example in examples(text) for name in re.findall(r"^(\w+):", example, re.M)}


def examples(text: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", text, re.S)


def mentioned() -> set[str]:
    """Every word set as code, and every name in the example."""
    in_examples = re.findall(r"(\w+): ", "\n".join(examples(README)))
    return set(in_examples) | set(re.findall(r"`(\w+)[`:]", README))


def test_the_example_guide_is_valid(folder: Path) -> None:
    (example,) = examples(README)
    (folder / "guides/data-modelling.yaml").write_text(example, encoding="utf-8")
    assert load(folder).guides["data-modelling"].aliases == ("tables", "schema")


@each_model
def test_every_field_has_a_line(model: type[Frozen]) -> None:
    untold = set(model.model_fields) - listed(model)
    assert not untold, (
        f"{model.__name__} has fields that catalog/README.md does not tell of: {', '.join(sorted(untold))}. "
        f"Add a line for each under “{SECTIONS[model][0]}”."
    )


@each_model
def test_every_field_within_a_field_is_mentioned(model: type[Frozen]) -> None:
    unsaid = {place for place, _ in fields(model) if place.rpartition(".")[2] not in mentioned()}
    assert not unsaid, (
        f"catalog/README.md does not mention {', '.join(sorted(unsaid))} of {model.__name__}: "
        f"do so under “{SECTIONS[model][0]}”."
    )


@each_model
def test_fields_that_the_readme_names_exist(model: type[Frozen]) -> None:
    known = {place.rpartition(".")[2] for place, _ in fields(model)}
    assert listed(model) <= known, f"{model.__name__} has no such field: take its line away"
