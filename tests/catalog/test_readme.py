"""The README's example works as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from bot.catalog.frozen import Frozen
from bot.catalog.loading import load
from bot.catalog.models import Brief, Company, Competency, Criterion, Exercise, Guide


def test_the_example_guide_is_valid(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.S)
    assert example
    (folder / "guides/data-modelling.yaml").write_text(example[1], encoding="utf-8")
    assert load(folder).guides["data-modelling"].aliases == ("tables", "schema")


def test_fields_that_the_readme_names_exist(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    models: tuple[type[Frozen], ...] = (Guide, Brief, Criterion, Exercise, Competency, Company)
    known = {name for model in models for name in model.model_fields}
    rows = re.findall(r"^\| `(\w+)` \|", text, re.M)
    assert rows
    assert set(rows) <= known
