"""What a candidate reads holds nothing internal and no criterion."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from bot.catalog.brief import brief_text, briefs_text
from bot.catalog.brief_checks import squeezed
from bot.catalog.exercises import Visibility
from bot.catalog.links import LinkRules, rules_of
from bot.catalog.loading import Catalog
from tests.catalog.ledger import ROWS

FORBIDDEN = ("sourcegraph/interviews", "notion.", "handbook.", "Greenhouse", "1Gn7oF4", "1CRrR9u")


def every_text(catalog: Catalog) -> dict[str, str]:
    """The brief of each guide, alone and with each exercise."""
    texts = {}
    for guide in catalog.guides.values():
        for exercise in (None, *(each.slug for each in guide.exercises)):
            texts[f"{guide.slug}/{exercise}"] = brief_text(catalog, guide, exercise)
    return texts


@pytest.fixture(scope="module")
def rules(catalog: Catalog) -> LinkRules:
    internal = [
        str(each.link)
        for guide in catalog.guides.values()
        for each in (
            *catalog.resources(guide),
            *(each for exercise in guide.exercises for each in exercise.resources),
        )
        if each.visibility is Visibility.INTERNAL
    ]
    return rules_of([*internal, *catalog.company.internal_links], catalog.company.public_links)


def test_no_internal_link(catalog: Catalog, rules: LinkRules) -> None:
    for name, text in every_text(catalog).items():
        assert list(rules.internal_in(text)) == [], name
        assert not [word for word in FORBIDDEN if word.casefold() in text.casefold()], name


def test_no_criterion(catalog: Catalog) -> None:
    criteria = {
        squeezed(text)
        for guide in catalog.guides.values()
        for criterion in guide.look_for
        for text in (criterion.line, criterion.question)
    }
    for name, text in every_text(catalog).items():
        said = squeezed(text)
        assert not [criterion for criterion in criteria if criterion in said], name


@pytest.mark.parametrize("slug", ROWS)
def test_every_guide_renders_a_brief(catalog: Catalog, slug: str) -> None:
    guide = catalog.guides[slug]
    text = brief_text(catalog, guide)
    assert text.startswith(f"{guide.title}\n{guide.minutes} minutes")
    for line in (guide.brief.about, *guide.brief.expect, *guide.brief.prepare):
        assert line in text
    for resource in guide.brief.resources:
        assert str(resource.link) in text


@pytest.mark.parametrize("slug", ROWS)
def test_plain_text_without_markup(catalog: Catalog, slug: str) -> None:
    text = brief_text(catalog, catalog.guides[slug])
    assert not re.search(r"[*`<>|!]|\bNone\b", text)
    assert "\n\n\n" not in text
    assert text == text.strip()


def test_the_company_is_told_of_once(catalog: Catalog) -> None:
    guides = [(guide, None, "") for guide in catalog.guides.values()]
    for text in (briefs_text(catalog, guides), brief_text(catalog, guides[0][0])):
        for line in (*catalog.company.about_work, *catalog.company.aims, *catalog.company.wanted):
            assert text.count(line) == 1


def test_several_interviews_in_one_text(catalog: Catalog) -> None:
    design, home = catalog.guides["system-design"], catalog.guides["take-home"]
    text = briefs_text(
        catalog,
        [(home, "cloud-ops", "Monday 5 October, 14:00–14:45"), (design, None, "Tuesday 6 October, 10:00")],
    )
    assert "1. Take-home Assignment\nMonday 5 October, 14:00–14:45\n" in text
    assert "2. System Design\nTuesday 6 October, 10:00\n" in text
    assert "Have a window with your exercise open" in text


def test_coding_assistants_are_mentioned_where_they_are_expected(catalog: Catalog) -> None:
    for slug, row in ROWS.items():
        text = brief_text(catalog, catalog.guides[slug])
        assert ("Coding assistants are welcome" in text) == row.assistants


@pytest.mark.parametrize(("slug", "exercise"), [("pairing-exercise", "release"), ("delivery-pairing", None)])
def test_the_printed_manifest_is_a_deployment(catalog: Catalog, slug: str, exercise: str | None) -> None:
    text = brief_text(catalog, catalog.guides[slug], exercise)
    manifest = text[text.index("# deployment.yaml") : text.index("What daily work")]
    deployment = YAML(typ="safe", pure=True).load(manifest)
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    assert deployment["kind"] == "Deployment"
    assert deployment["spec"]["replicas"] == 1
    assert container["image"] == "docker.io/library/nginx:alpine"
    assert container["ports"] == [{"name": "http", "containerPort": 80, "protocol": "TCP"}]
    for probe in ("livenessProbe", "readinessProbe"):
        assert container[probe] == {"httpGet": {"path": "/", "port": "http"}}


def test_an_exercise_that_is_gone_leaves_the_guides_own_brief(catalog: Catalog) -> None:
    guide = catalog.guides["pairing-exercise"]
    assert brief_text(catalog, guide, "dropped") == brief_text(catalog, guide)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/sourcegraph/interviews/blob/master/x.md",
        "github.com/Sourcegraph/interviews",
        "https://team.slack.com/archives/C1",
        "http://wiki/page",
        "https://build.corp/job",
        "http://10.0.0.7/x",
        "https://docs.google.com/document/d/other/edit",
    ],
)
def test_addresses_taken_for_internal(rules: LinkRules, address: str) -> None:
    assert list(rules.internal_in(f"see {address}, please"))


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/document/d/1dLxtSlu9nHJMKle1L_9iZXIjrTzARhKiR6oC4Ar5CrQ/edit#heading=h.7",
        "https://github.com/sourcegraph/cody",
        "https://kind.sigs.k8s.io/",
        "docker.io/library/nginx:alpine",
        "deployment.yaml",
    ],
)
def test_addresses_a_candidate_may_see(rules: LinkRules, address: str) -> None:
    assert not list(rules.internal_in(f"see {address}."))
