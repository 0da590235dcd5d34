# Two commands are enough: `make run` serves the site with the 2017 content, `make test` passes the tests.
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
# Processes of the tests
WORKERS ?= auto
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help run test quick lint format messages css bench screenshots clicks lock

help: ## Show what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(STAMP): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with PYTHON=python3.12 make run."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make an environment: install venv (on Debian: apt install python3-venv)."; exit 1; }
	@echo "Installing what the site needs (once)..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Links in files, feeds and citations start with the address at which the site is served.
run: export SITE_URL ?= http://$(HOST):$(PORT)
run: $(STAMP) ## Serve the site with the content of 2017
	@$(MANAGE) start_development --host $(HOST) --port $(PORT)

test: $(STAMP) ## Pass the tests (on the database of TEST_DATABASE_URL when that is set; ROOM=events for a room and those above)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope $(if $(ROOM),--room=$(ROOM)) $(ARGS)

quick: $(STAMP) ## Pass what most changes can break, without visits of pages and crawls of the site
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --quick $(ARGS)

screenshots: $(STAMP) ## Take a picture of every page type for docs/img (needs Chromium)
	@$(BIN)/python -m pytest -n auto tests/journeys/screenshots.py

clicks: export WRITE_CLICKS = 1
clicks: $(STAMP) ## Count the clicks of the daily work, and write them in docs/editors.md (needs Chromium)
	@$(BIN)/python -m pytest -n 0 -s tests/journeys/test_working_day.py tests/journeys/test_figures_desk.py tests/journeys/test_undo.py tests/journeys/test_importing.py

lint: $(STAMP) ## Check style, templates, migrations and translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djhtml --check --tabwidth 4 templates
	@$(MANAGE) makemigrations --check --dry-run
	@$(BIN)/python tools/texts.py

format: $(STAMP) ## Put code and templates in form
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djhtml --tabwidth 4 templates 2>/dev/null

messages: $(STAMP) ## Collect and compile the Dutch texts (needs gettext)
	@$(MANAGE) makemessages --locale nl --no-obsolete --no-wrap --ignore .venv --ignore tests --ignore bench
	@$(MANAGE) compilemessages --locale nl --ignore .venv

css: ## Build static/css/dog.css (needs Node)
	@npm --prefix frontend ci --silent
	@node frontend/build.mjs

bench: $(STAMP) ## Judge the speed of every page type beside an empty view and a bare page of Wagtail (ARGS=--quick to try)
	@$(BIN)/python bench/judge.py $(ARGS)
	@$(BIN)/python bench/desk.py $(filter --quick,$(ARGS))
ifeq ($(findstring --quick,$(ARGS)),)
	@if command -v npm >/dev/null; then npm --prefix bench ci --silent; fi
	@$(BIN)/python bench/browser.py
endif

.PHONY: sabotage
sabotage: $(STAMP) ## Break the code in many ways, one at a time, and print which test caught each (ONLY=word for some)
	@$(BIN)/python -m tools.sabotage $(if $(ONLY),--only="$(ONLY)") $(ARGS)

lock: ## Write the lock files anew (needs uv)
	@uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml --output-file requirements.txt
	@uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml --group dev --output-file requirements-dev.txt
