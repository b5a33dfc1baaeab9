"""A catalog with mistakes is refused with all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.catalog.commands import listing, report
from bot.catalog.loading import Catalog, CatalogError, Problem, load
from tests.catalog.editing import replace


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(CatalogError) as caught:
        load(folder)
    return caught.value.problems


def found(folder: Path) -> set[tuple[str, int, str]]:
    return {(problem.file, problem.line, problem.field) for problem in problems(folder)}


def test_many_different_mistakes_are_all_told_at_once(folder: Path) -> None:
    guides = folder / "guides"
    architecture, values = guides / "architecture.yaml", guides / "values.yaml"
    collaboration, pairing = guides / "collaboration.yaml", guides / "pairing-exercise.yaml"
    expected = {
        ("guides/architecture.yaml", replace(architecture, "aliases: [arch", "alias: [arch"), "alias"),
        (
            "guides/architecture.yaml",
            replace(architecture, "competencies: [ambiguity]", "competencies: [ambiguty]"),
            "look_for[1].competencies[1]",
        ),
        (
            "guides/architecture.yaml",
            replace(architecture, "superseded_by: [system-design]", "superseded_by: [sysdesign]"),
            "superseded_by[1]",
        ),
        ("guides/values.yaml", replace(values, "track: general", "track: people"), "track"),
        ("guides/values.yaml", replace(values, "  - {minutes: 15,", "  - {minutes: 20,") - 2, "agenda"),
        (
            "guides/pairing-exercise.yaml",
            replace(
                pairing, "      - {minutes: 15, what: the feature", "      - {minutes: 20, what: the feature"
            )
            - 3,
            "exercises[3].agenda",
        ),
        ("guides/values.yaml", replace(values, "id: problem-solving", "id: teamwork"), "look_for[2].id"),
        (
            "guides/collaboration.yaml",
            replace(collaboration, "aliases: [communication", "aliases: [system design"),
            "aliases[1]",
        ),
        ("guides/collaboration.yaml", replace(collaboration, "slug: collab", "slug: kollab"), "slug"),
        (
            "guides/pairing-exercise.yaml",
            replace(pairing, "    - Look things up as", "    - See github.com/sourcegraph/interviews for"),
            "brief.expect[2]",
        ),
        (
            "templates/release.yaml",
            replace(
                folder / "templates/release.yaml", "take-home, stage: screen, exercise: release", "take-home"
            ),
            "interviews[3].stage",
        ),
        (
            "templates/cloud-ops.yaml",
            replace(
                folder / "templates/cloud-ops.yaml", "team, exercise: cloud-ops", "team, exercise: cloud"
            ),
            "interviews[5].exercise",
        ),
        (
            "competencies.yaml",
            replace(folder / "competencies.yaml", "slug: edge-cases", "slug: edges"),
            "[16].slug",
        ),
    }
    line = replace(folder / "templates/security.yaml", "summary: A code", "summary: note: A code")
    expected.add(("templates/security.yaml", line, ""))
    assert expected - found(folder) == set()


def test_each_message_says_what_to_write(folder: Path) -> None:
    replace(folder / "guides/architecture.yaml", "aliases: [arch", "alias: [arch")
    replace(folder / "guides/architecture.yaml", "competencies: [ambiguity]", "competencies: [ambiguty]")
    replace(folder / "guides/values.yaml", "criteria: derived\n", "")
    said = {problem.field: problem.message for problem in problems(folder)}
    assert "write `aliases:`" in said["alias"]
    assert said["look_for[1].competencies[1]"].endswith("write ambiguity")
    assert "add `criteria:` with `stated`" in said["criteria"]


ONE_MISTAKE = [
    ("guides/values.yaml", "minutes: {min: 30, max: 30}", "minutes: {min: 40, max: 30}", "minutes"),
    ("guides/values.yaml", "minutes: {min: 30, max: 30}", "minutes: {min: 1, max: 30}", "minutes.min"),
    ("guides/values.yaml", "reviewed_on: 2024-10-04", "reviewed_on: soon", "reviewed_on"),
    ("guides/values.yaml", "owner: Recruiting", "owner: 7", "owner"),
    ("guides/values.yaml", "owner: Recruiting", "owner:", "owner"),
    ("guides/values.yaml", "title: Values", "title: ''", "title"),
    ("guides/values.yaml", "Read the handbook's page on our values.", '" "', "before[1]"),
    ("guides/values.yaml", "format: live", "format: alive", "format"),
    ("guides/values.yaml", "track: general", "track: general\nstate: superseded", "state"),
    ("guides/values.yaml", "format: live", "superseded_by: [collaboration]", "superseded_by"),
    ("guides/values.yaml", "track: general", "track: general\nsuccessor_exercise: x", "successor_exercise"),
    ("guides/values.yaml", "    short: teamwork\n", "    short: a name that is far too long for a table\n",
     "look_for[1].short"),
    ("guides/values.yaml", "competencies: [self-insight]", "competencies: []", "look_for[4].competencies"),
    ("guides/values.yaml", "There is no technical part.", "Puts the team's success first.",
     "brief.expect[2]"),
    ("guides/values.yaml", "1–2 people from any team", "https://intranet.corp/team", "interviewers.who"),
    ("guides/system-design.yaml", "https://github.com", "github.com",
     "exercises[1].resources[1].link"),
    ("guides/system-design.yaml", "slug: repo-management", "slug: backend-systems", "exercises[2].slug"),
    ("guides/delivery-pairing.yaml", "successor_exercise: release", "successor_exercise: relaese",
     "successor_exercise"),
    ("guides/pairing-exercise.yaml", "dry_run: true", "dry_run: maybe", "rules.dry_run"),
    ("templates/release.yaml", "guide: recruiter-screen", "guide: recruiter", "interviews[1].guide"),
    ("templates/release.yaml", "slug: release", "slug: releases", "slug"),
    ("competencies.yaml", "unassessed: true", "unassessed: false", "[18].slug"),
    ("competencies.yaml", "ask_in: [system-design, take-home]", "ask_in: [sytem-design]", "[2].ask_in[1]"),
    ("competencies.yaml", "slug: trade-offs", "slug: explaining", "[2].slug"),
    ("company.yaml", "about_work:", "about_wrok:", "about_work"),
    ("company.yaml", "- People who think of the team first.", "- See https://acme.slack.com/x",
     "wanted[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "field"), ONE_MISTAKE)
def test_one_mistake(folder: Path, file: str, old: str, new: str, field: str) -> None:
    line = replace(folder / file, old, new)
    told = [problem for problem in problems(folder) if (problem.file, problem.field) == (file, field)]
    assert told, problems(folder)
    assert all(len(problem.message) > 10 for problem in told)
    about_another_line = field in {"about_work", "[18].slug"}  # where something is missing
    if "\n" not in old + new and not about_another_line:
        assert told[0].line == line


def test_a_missing_look_for_is_told(folder: Path) -> None:
    path = folder / "guides/values.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"look_for:.*?criteria:", "criteria:", text, flags=re.S), encoding="utf-8")
    told = [problem for problem in problems(folder) if problem.field == "look_for"]
    assert [(problem.file, problem.line) for problem in told] == [("guides/values.yaml", 1)]
    assert "1 to 8 criteria" in told[0].message


def test_a_field_written_twice(folder: Path) -> None:
    line = replace(folder / "guides/values.yaml", "track: general\n", "track: general\ntrack: general\n")
    told = [problem for problem in problems(folder) if problem.file == "guides/values.yaml"]
    assert [(problem.line, problem.message) for problem in told] == [
        (line + 1, "track is written twice: keep one of them")
    ]


def test_superseded_guides_must_not_lead_in_a_circle(folder: Path) -> None:
    replace(
        folder / "guides/system-design.yaml",
        "track: engineering",
        "track: engineering\nstate: superseded\nsuperseded_by: [architecture]",
    )
    told = {problem.file for problem in problems(folder) if "leads back" in problem.message}
    assert told == {"guides/system-design.yaml", "guides/architecture.yaml"}


@pytest.mark.parametrize("file", ["company.yaml", "competencies.yaml"])
def test_a_missing_file(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert (file, 1, "") in found(folder)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"", b"- a\n- b\n", b"just text", b"a: [", b"\x00", b"? [a]\n: b"]
)
def test_any_content_of_a_file_is_told_not_raised(folder: Path, content: bytes) -> None:
    (folder / "guides/values.yaml").write_bytes(content)
    assert "guides/values.yaml" in {problem.file for problem in problems(folder)}


def test_an_empty_folder(tmp_path: Path) -> None:
    assert {file for file, _, _ in found(tmp_path)} == {"guides", "company.yaml", "competencies.yaml"}


def test_versions_follow_the_content(catalog: Catalog, folder: Path) -> None:
    again = load(folder)
    assert again.version == catalog.version
    assert {guide.version for guide in again.guides.values()} == {
        guide.version for guide in catalog.guides.values()
    }
    replace(folder / "guides/values.yaml", "owner: Recruiting", "owner: Recruiters")
    changed = load(folder)
    assert changed.version != catalog.version
    assert [
        slug for slug in catalog.guides if changed.guides[slug].version != catalog.guides[slug].version
    ] == ["values"]


def test_report_and_listing(catalog: Catalog, folder: Path) -> None:
    line = replace(folder / "guides/values.yaml", "track: general", "track: people")
    text = report(problems(folder))
    assert f"guides/values.yaml:{line} track: " in text
    assert "1 problem found" in text
    assert report(()) == "The catalog is good."
    listed = listing(catalog)
    for guide in catalog.guides.values():
        assert guide.title in listed
    assert "Architecture (earlier; now System Design)" in listed
