"""Checks that nothing internal has slipped into what a candidate reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog.documents import Document, each, texts
from bot.catalog.folder import Folder
from bot.catalog.links import LinkRules, rules_of
from bot.catalog.problems import Loc, Problem

FEWEST_WORDS = 3  # a shorter criterion is a word that a brief may happen to use
BRIEFS = ("brief", "exercises.*.brief", "title", "interviewers.who")  # all that a brief is made of
COMPANY_TEXTS = ("about_work", "aims", "wanted", "assistant")
RESOURCES = ("resources.*", "exercises.*.resources.*")
CRITERIA = ("look_for.*.line", "look_for.*.question")


def check_briefs(files: Folder) -> Iterator[Problem]:
    rules, criteria = link_rules(files), _criteria(files)
    for document, loc, text in _candidate_texts(files):
        for link in rules.internal_in(text):
            said = f"{link} looks internal: take it out, or list it under public_links in company.yaml"
            yield document.problem(loc, said)
        said_here = f" {squeezed(text)} "
        for criterion in criteria:
            if f" {criterion} " in said_here:
                said = f'tells the candidate a criterion ("{criterion}"): say it in other words'
                yield document.problem(loc, said)


def squeezed(text: str) -> str:
    """Words only, so that case, quotes and line ends hide nothing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def link_rules(files: Folder) -> LinkRules:
    company = files.company.data if files.company else {}
    internal = [str(start) for _, start in each(company, "internal_links.*")]
    for document in (*files.guides, *filter(None, [files.company])):
        internal.extend(_internal_resources(document))
    return rules_of(internal, (str(start) for _, start in each(company, "public_links.*")))


def _internal_resources(document: Document) -> Iterator[str]:
    for pattern in RESOURCES:
        for _, row in each(document.data, pattern):
            if isinstance(row, dict) and row.get("visibility", "internal") == "internal":
                yield str(row.get("link", ""))


def _criteria(files: Folder) -> list[str]:
    found = (
        squeezed(str(text))
        for guide in files.guides
        for pattern in CRITERIA
        for _, text in each(guide.data, pattern)
    )
    return [text for text in found if text.count(" ") + 1 >= FEWEST_WORDS]


def _candidate_texts(files: Folder) -> Iterator[tuple[Document, Loc, str]]:
    for guide in files.guides:
        for pattern in BRIEFS:
            for at, brief in each(guide.data, pattern):
                for loc, text in texts(brief, at):
                    yield guide, loc, text
    for name in COMPANY_TEXTS if files.company else ():
        assert files.company
        for at, part in each(files.company.data, name):
            for loc, text in texts(part, at):
                yield files.company, loc, text
