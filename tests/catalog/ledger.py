"""What the catalog must hold: one row per interview type, and the words that lead to it."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    track: str
    minutes: tuple[int, int]
    interviewers: tuple[int, int]
    criteria: str = "stated"
    stated: int | None = None  # how many criteria the source states
    successors: tuple[str, ...] = ()
    exercise: str | None = None  # of the successor
    solo: int | None = None
    assistants: bool = False


ROWS = {
    "hiring-manager-intro": Row("general", (15, 15), (1, 1), "derived"),
    "architecture": Row(
        "engineering", (60, 60), (2, 2), stated=5, successors=("system-design",), assistants=True
    ),
    "technical-screen": Row("engineering", (30, 60), (1, 1), stated=8),
    "technical-interview": Row("engineering", (45, 60), (2, 2), stated=7, successors=("technical-screen",)),
    "code-walkthrough": Row("engineering", (45, 45), (2, 2), stated=3),
    "pairing-exercise": Row("engineering", (45, 45), (1, 2), stated=8, assistants=True),
    "pair-coding-skills": Row("engineering", (60, 60), (2, 2), "derived", assistants=True),
    "complex-problem-deep-dive": Row(
        "engineering", (60, 60), (2, 2), stated=7, successors=("technical-screen",)
    ),
    "frontend-live-coding": Row(
        "engineering", (60, 60), (2, 2), stated=7, successors=("pairing-exercise",), exercise="frontend"
    ),
    "delivery-pairing": Row(
        "operations", (60, 60), (1, 1), stated=5, successors=("pairing-exercise",), exercise="release"
    ),
    "cloud-ops-pairing": Row(
        "operations",
        (60, 60),
        (2, 2),
        "derived",
        successors=("pairing-exercise",),
        exercise="cloud-ops",
    ),
    "cloud-ops-walkthrough": Row(
        "operations",
        (45, 45),
        (2, 2),
        "derived",
        successors=("take-home", "system-design"),
        exercise="cloud-ops",
    ),
    "release-take-home-walkthrough": Row(
        "operations", (60, 60), (2, 2), "derived", successors=("take-home",), exercise="release"
    ),
    "appsec-walkthrough": Row("security", (45, 45), (2, 2), stated=4),
    "secops-case-study": Row("security", (45, 45), (2, 2), "derived"),
    "ml-breadth": Row("ai-ml", (60, 60), (1, 1), "derived"),
    "ml-background": Row("ai-ml", (45, 45), (1, 1), "derived"),
    "ml-deep-dive": Row("ai-ml", (45, 45), (2, 2), "derived"),
    "ml-pairing": Row("ai-ml", (30, 30), (1, 1), "derived", solo=120),
    "ai-coding-exercise": Row("ai-ml", (45, 45), (1, 2), "derived"),
    "leadership-cto": Row("leadership", (60, 60), (1, 1), "derived"),
    "leadership-peer": Row("leadership", (60, 60), (2, 2), "derived"),
    "cross-functional": Row("leadership", (30, 60), (2, 2), "derived"),
    "leadership-technical": Row("leadership", (45, 60), (2, 2), "derived"),
    "take-home": Row("engineering", (45, 45), (1, 2), stated=6, solo=1440, assistants=True),
    "system-design": Row("engineering", (45, 45), (1, 2), stated=5, assistants=True),
    "recruiter-screen": Row("general", (30, 30), (1, 1), "derived"),
    "product-and-design": Row("general", (60, 60), (2, 2), "derived"),
    "values": Row("general", (30, 30), (1, 2), "derived"),
    "collaboration": Row("general", (45, 45), (1, 2), "derived"),
    "leadership-intro": Row("leadership", (15, 15), (1, 1), "derived"),
}

WORDS: dict[str, set[str]] = {
    "arch": {"architecture"},
    "sysdesign": {"system-design"},
    "system design": {"system-design"},
    "design": {"system-design"},
    "resume": {"technical-screen"},
    "resume deep dive": {"technical-screen"},
    "tech screen": {"technical-screen"},
    "pairing": {"pairing-exercise"},
    "pair programming": {"pairing-exercise"},
    "coding": {"pairing-exercise", "pair-coding-skills", "ai-coding-exercise", "frontend-live-coding"},
    "take home": {"take-home"},
    "takehome": {"take-home"},
    "frontend": {"frontend-live-coding"},
    "fe": {"frontend-live-coding"},
    "k8s": {"cloud-ops-pairing", "delivery-pairing"},
    "kubernetes": {"cloud-ops-pairing", "delivery-pairing"},
    "appsec": {"appsec-walkthrough"},
    "phishing": {"secops-case-study"},
    "ml": {"ml-breadth", "ml-background", "ml-deep-dive", "ml-pairing"},
    "walkthrough": {
        "code-walkthrough",
        "take-home",
        "appsec-walkthrough",
        "cloud-ops-walkthrough",
        "release-take-home-walkthrough",
    },
    "hm intro": {"hiring-manager-intro"},
    "peer": {"leadership-peer"},
    "xfn": {"cross-functional"},
    "screen": {"recruiter-screen", "technical-screen", "ml-breadth"},
    "behavioral": {"values", "collaboration", "technical-screen"},
    "culture": {"values"},
    "values": {"values"},
    "live coding": {"pairing-exercise", "pair-coding-skills", "frontend-live-coding"},
    "delivery": {"delivery-pairing"},
    "release": {"delivery-pairing", "release-take-home-walkthrough"},
    "cloud ops": {"cloud-ops-pairing", "cloud-ops-walkthrough"},
    "secops": {"secops-case-study"},
    "security": {"appsec-walkthrough", "secops-case-study"},
    "cto": {"leadership-cto"},
    "product": {"product-and-design"},
    "recruiter": {"recruiter-screen"},
}

REPO = "https://github.com/sourcegraph/interviews/"
DOCS = "https://docs.google.com/document/d/"
HANDBOOK = {
    "https://www.notion.so/Types-of-interviews-sample-questions-f279f080583d49ee9f2c60e30c8cb1f7?pvs=21",
    "https://handbook.sourcegraph.com/company-info-and-process/values/index.html",
}
ENGINEERING = f"{REPO}tree/master/engineering/software-engineer"
BACKEND = f"{REPO}blob/master/engineering/software-engineer/architecture/backend-systems/backend-systems.md"
REPO_MANAGEMENT = f"{REPO}blob/master/engineering/software-engineer/architecture/repo-management/README.md"
CLUSTERS = {
    "https://kind.sigs.k8s.io/",
    "https://github.com/rancher/k3d",
    "https://minikube.sigs.k8s.io/docs/start/",
}
PERMISSIONS = "https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0064868"
CLOUD_OPS = f"{DOCS}1dLxtSlu9nHJMKle1L_9iZXIjrTzARhKiR6oC4Ar5CrQ/edit"
RELEASE = f"{DOCS}1Gn7oF4N8okjWdUJL_csNAeDpq3IbMSGuu0kvZqA6dC8/edit"

INTERNAL_LINKS: dict[str, set[str]] = {
    "system-design": {BACKEND, REPO_MANAGEMENT},
    "architecture": {BACKEND, REPO_MANAGEMENT},
    "pairing-exercise": {
        f"{REPO}tree/main/engineering/",
        f"{REPO}tree/main/engineering/coding/commit-header",
        RELEASE,
        f"{DOCS}1CRrR9ujgTesi3ZDVNSRcUo3ZFAAaPBt5nY7enHGkwTg/edit",
    },
    "frontend-live-coding": {f"{REPO}edit/master/engineering/coding/commit-header/README.html"},
    "delivery-pairing": {f"{RELEASE}?usp=sharing"},
}

PUBLIC_LINKS: dict[str, set[str]] = {
    "pairing-exercise": {f"{CLOUD_OPS}#heading=h.7o8as8byqwl1", *CLUSTERS, "https://www.figma.com/"},
    "delivery-pairing": CLUSTERS,
    "cloud-ops-pairing": {CLOUD_OPS},
    "cloud-ops-walkthrough": {PERMISSIONS},
    "release-take-home-walkthrough": {PERMISSIONS},
    "take-home": {PERMISSIONS},
    "frontend-live-coding": {"https://www.figma.com/", "https://codesandbox.io/"},
    "code-walkthrough": {
        PERMISSIONS,
        "https://github.com/datejs/Datejs",
        "https://github.com/reduxjs/redux",
        "https://github.com/gorilla/mux",
        "https://github.com/dgraph-io/ristretto",
    },
    "appsec-walkthrough": {PERMISSIONS, "https://github.com/sourcegraph/sourcegraph"},
    "ml-pairing": {
        "https://sourcegraph.com/",
        "https://github.com/sourcegraph/cody",
        "https://github.com/sourcegraph/cody/blob/main/vscode/CONTRIBUTING.md",
    },
}
