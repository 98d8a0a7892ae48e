# The commands of the project. `make` alone lists them.
# Needs Python 3.11 or later and Node 20 or later; everything else is fetched into .venv and frontend/node_modules.

.DEFAULT_GOAL := help

HOME_OF_DEMONSTRATION ?= .corridor
HOME_OF_ROUTE ?= .corridor-route
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --editable
BUILT := src/corridor/web/design/static/built

.PHONY: help
help: ## list these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: .venv/.made-run assets ## make what is missing, fill the demonstration and serve it on loopback
	@echo "Preparing the demonstration."
	@$(BIN)/corridor --home $(HOME_OF_DEMONSTRATION) demo > /dev/null
	@exec $(BIN)/corridor --home $(HOME_OF_DEMONSTRATION) serve --host $(HOST) --port $(PORT)

.PHONY: run-route
run-route: .venv/.made-run assets ## serve a joint centre and three nodes that talk over loopback
	@echo "Preparing four nodes."
	@$(BIN)/corridor --home $(HOME_OF_ROUTE) demo --route --port $(PORT) > /dev/null
	@exec $(BIN)/corridor --home $(HOME_OF_ROUTE) serve --host 127.0.0.1 --port $(PORT)

.PHONY: test
test: .venv/.made-test assets browser ## run the whole suite: SQLite, PostgreSQL and a real browser
	@$(PY) -m tests.run $(ARGS)

.PHONY: test-deep
test-deep: .venv/.made-test assets browser ## run the suite with the long runs: more worlds, more examples
	@$(PY) -m tests.run --deep $(ARGS)

.PHONY: test-spark
test-spark: .venv/.made-spark ## compare the sums of series on DuckDB with a local Spark; needs Java 17
	@CORRIDOR_TEST_SPARK=1 $(PY) -m pytest -p no:playwright tests/spark $(ARGS)

.PHONY: check
check: .venv/.made-check ## format, lint, strict types, who may import whom, migrations
	@failed=; home="$$(mktemp -d)"; \
	step() { echo "· $$*"; "$$@" || failed="$$failed, $$*"; }; \
	step $(BIN)/ruff format --check .; \
	step $(BIN)/ruff check .; \
	step $(BIN)/mypy; \
	step $(BIN)/lint-imports; \
	step env CORRIDOR_HOME="$$home" DJANGO_SETTINGS_MODULE=corridor.web.settings.whole \
	  $(PY) -m django makemigrations --check --dry-run; \
	rm -rf "$$home"; \
	if [ -n "$$failed" ]; then echo "make check: failed: $${failed#, }" >&2; exit 1; fi; \
	echo "make check: everything holds"

.PHONY: bench
bench: .venv/.made-test assets ## measure, print a table and write bench/results/latest.json
	@$(PY) -m bench $(ARGS)

.PHONY: dev
dev: .venv/.made-test .venv/.made-check assets browser ## set up everything and fill the demonstration, without serving
	@$(BIN)/corridor --home $(HOME_OF_DEMONSTRATION) demo
	@echo "Ready. Next: make run, make check, make test."

.PHONY: docs
docs: .venv/.made-run ## write the reference pages that are made from the code
	@$(PY) docs/reference/make.py

.PHONY: bundle
bundle: .venv/.made-run assets ## make one archive in dist/ that installs a node without a network
	@$(PY) bundle/make.py

.PHONY: clean
clean: ## remove the environment and what was built; the demonstration stays
	@rm -rf .venv frontend/node_modules $(BUILT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# --- what the commands stand on ----------------------------------------------------------------------------------

# The front end and the translations, where they are missing or older than their sources.
.PHONY: assets
assets: .venv/.made-run
	@$(PY) hatch_build.py

.PHONY: browser
browser:
	@for name in chromium chromium-browser google-chrome; do \
	  if command -v "$$name" > /dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "Chromium is missing; installing it by apt."; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq < /dev/null && apt-get install -y -qq --no-install-recommends chromium < /dev/null > /dev/null; \
	else \
	  echo "The browser tests need Chromium. Install it (Debian: apt-get install chromium), then try again." >&2; \
	  exit 1; \
	fi

# The distribution's own Python first: it is built for speed; with one built by hand our tests took up to 28 % longer.
.venv/bin/python:
	@found=; any=; \
	for name in $${PYTHON:-/usr/bin/python3 python3 python3.13 python3.12 python3.11}; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || continue; \
	  any=$${any:-$$name}; \
	  if "$$name" -c 'import ensurepip, venv' 2> /dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$any" ]; then \
	  echo "Corridor needs Python 3.11 or later. Install it, or name it: make run PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	if [ -z "$$found" ] || ! "$$found" -m venv .venv; then \
	  rm -rf .venv; \
	  echo "$$any cannot make an environment. On Debian: apt-get install python3-venv" >&2; \
	  exit 1; \
	fi

.venv/.made-run: pyproject.toml hatch_build.py | .venv/bin/python
	@major="$$(node --version 2> /dev/null | sed -E 's/^v([0-9]+).*/\1/')"; \
	if [ "$${major:-0}" -lt 20 ] || ! command -v npm > /dev/null; then \
	  echo "Corridor needs Node 20 or later with npm to build its front end; found: $${major:-none}." >&2; \
	  exit 1; \
	fi
	@echo "Installing Corridor into .venv and building its front end."
	@$(PIP) '.[forecast]' < /dev/null
	@touch $@

.venv/.made-test: pyproject.toml | .venv/.made-run
	@echo "Installing what the tests need."
	@$(PIP) '.[test]' < /dev/null
	@touch $@

.venv/.made-spark: pyproject.toml | .venv/.made-run
	@echo "Installing Spark: half a gigabyte."
	@$(PIP) '.[test,spark]' < /dev/null
	@touch $@

.venv/.made-check: pyproject.toml | .venv/.made-run
	@echo "Installing what the checks need."
	@$(PIP) '.[test,check]' < /dev/null
	@touch $@
