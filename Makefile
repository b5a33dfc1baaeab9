# Everything starts here: `make help` tells what there is.
PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8055

.PHONY: help demo test check fix screens lock manifest migration clean
.DEFAULT_GOAL := help

help: ## What there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## The whole product in a browser, with no Slack workspace
	$(PY) -m bot demo --port $(PORT)

test: $(VENV)/.dev check ## Format, lint, types, and every test on SQLite and PostgreSQL
	$(PY) -m pytest -n auto --cov=bot --cov-report=term:skip-covered --cov-fail-under=95

check: $(VENV)/.dev ## Format, lint and types alone
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

fix: $(VENV)/.dev ## Mend what formatter and linter can
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

screens: $(VENV)/.dev ## Every screen and message into build/screens: as JSON, with Chromium as pictures too
	$(PY) -m tests.screens build/screens $(if $(shell command -v chromium),--png)

manifest: $(VENV)/.run ## Write the Slack app manifest from the routes
	$(PY) -m bot manifest > slack-manifest.json

migration: $(VENV)/.dev ## A new migration from what the schema has more: make migration NAME="…"
	$(VENV)/bin/alembic revision --autogenerate -m "$(NAME)"

lock: $(VENV)/.dev ## Pin today's versions
	$(VENV)/bin/pip install -q uv
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --extra demo pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --extra demo --extra dev pyproject.toml -o requirements-dev.lock

clean: ## Remove what was built
	rm -rf $(VENV) build .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ $(VENV)/.run
