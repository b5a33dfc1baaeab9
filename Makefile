# Everything starts here: `make help` tells what there is.
PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8055
UV := uv==0.13.9
LOCK := build/locking/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-header pyproject.toml
# What the lock names and nothing else: no resolving, so that nothing published since can matter.
INSTALL := $(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes --no-deps
# SlipCover cannot measure branches of tests, says so, and is not asked to.
COVER := $(PY) -W 'ignore:Unable to activate pytest' -m slipcover --branch

# Tests start many processes: each would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test torture mutants check fix screens wheel lock manifest migration clean
.DEFAULT_GOAL := help

help: ## What there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.run ## What running it needs, into .venv

demo: $(VENV)/.run ## The whole product in a browser, with no Slack workspace
	$(PY) -m bot demo --port $(PORT)

test: $(VENV)/.dev check ## Format, lint, types, dead code, and every test on SQLite and PostgreSQL
	mkdir -p build
	$(COVER) --source bot --json --out build/covered.json -m pytest -n auto --dist loadgroup
	$(COVER) --merge build/covered.json --skip-covered --fail-under 95 --out build/merged.json

torture: $(VENV)/.dev ## The generated tests, long and random; 100 workers killed over 10,000 notices, and the counts
	$(PY) -m pytest -n auto --dist loadgroup -m "hypothesis or torture" --torture
	cat build/torture/*.txt

mutants: $(VENV)/.mutants ## Change each rule of the domain in small ways: do types, or the tests beside it, notice?
	$(PY) -m tests.mutants $(ONLY)

check: $(VENV)/.dev ## Format, lint, types and dead code alone
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/vulture

fix: $(VENV)/.dev ## Mend what formatter and linter can
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

screens: $(VENV)/.dev ## Every screen and message into build/screens: as JSON, with Chromium as pictures too
	$(PY) -m tests.screens build/screens $(if $(shell command -v chromium),--png)

manifest: $(VENV)/.run ## Write the Slack app manifest from the routes
	$(PY) -m bot manifest > slack-manifest.json

migration: $(VENV)/.dev ## A new migration from what the schema has more: make migration NAME="…"
	rm -rf build/migrated && mkdir -p build/migrated
	DATABASE_URL=sqlite:///build/migrated/now.db $(PY) -m alembic -q upgrade head
	DATABASE_URL=sqlite:///build/migrated/now.db $(PY) -m alembic revision --autogenerate -m "$(NAME)"

wheel: $(VENV)/.dev ## One file to install, into dist/: code, catalog, migrations and the demo's page
	$(PY) -m pip wheel -q --no-deps --no-build-isolation -w dist .

lock: ## Pin today's versions
	rm -rf build/locking && $(PYTHON) -m venv build/locking && build/locking/bin/pip install -q $(UV)
	$(LOCK) --upgrade --extra demo --extra dev -o requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt --extra demo -o requirements-demo.txt
	$(LOCK) --constraint requirements-dev.txt -o requirements.txt
	$(filter-out pyproject.toml,$(LOCK)) --constraint requirements-dev.txt --group mutants -o requirements-mutants.txt

clean: ## Remove what was built, the environment too
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements-demo.txt | $(VENV)/bin/python
	$(INSTALL) -r requirements-demo.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(INSTALL) -r requirements-dev.txt
	touch $@ $(VENV)/.run

$(VENV)/.mutants: requirements-mutants.txt $(VENV)/.dev
	$(INSTALL) -r requirements-mutants.txt
	touch $@
