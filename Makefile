# One command sets up, one runs, one checks; CI calls the same. Works from any folder the clone lies in.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
LOCKED := requirements.txt requirements-dev.txt
SOURCES := main.py console widgets models resources tests
TEST_ENV := QT_QPA_PLATFORM=offscreen
WORKERS ?= 2
TESTS ?=
MUTANTS ?=
# The lock lists everything, so nothing has to be resolved; `pip check` says whether it really does.
INSTALL := $(PY) -m pip install --disable-pip-version-check -qq --no-deps

.PHONY: setup setup-run venv run test check bench soak shots lint types contracts coverage mutation clean

setup: ## .venv with everything, and Debian's packages for the program and its tests
	@bash .ci/setup-system test
	@$(MAKE) venv

setup-run:
	@bash .ci/setup-system run
	@$(MAKE) venv

# The stamp names everything the environment was made from; equal stamp, nothing to do, no network.
venv:
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or newer is needed; none was found.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@want=$$({ cat $(LOCKED) pyproject.toml; pwd -P; $(PYTHON) -VV; } | $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'); \
	if [[ -x $(PY) && $$(cat $(VENV)/.made-from 2>/dev/null) == "$$want" ]]; then exit 0; fi; \
	echo 'Setting up $(VENV): this takes a few minutes the first time …' >&2; \
	rm -f $(VENV)/.made-from; \
	[[ -x $(PY) && $$($(PY) -VV 2>/dev/null) == "$$($(PYTHON) -VV)" ]] || $(PYTHON) -m venv --clear $(VENV); \
	$(INSTALL) --require-hashes $(LOCKED:%=-r %); \
	$(INSTALL) --no-build-isolation --editable .; \
	$(PY) -m pip check >/dev/null || { $(PY) -m pip check >&2; exit 1; }; \
	echo "$$want" >$(VENV)/.made-from

run: setup-run ## the desk; without a screen pictures of the main pages in out/
	@$(VENV)/bin/zhihui --no-ask

test: setup ## TESTS=tests/unit/test_case.py runs only that; WORKERS=0 in one process
	@$(TEST_ENV) $(PY) -m pytest -n $(WORKERS) --dist loadfile $(TESTS)
	@if [[ -z "$(TESTS)" ]]; then bash .ci/real-windows; fi

lint: setup
	@$(PY) -m ruff check $(wildcard $(SOURCES))
	@$(PY) -m ruff format --check --quiet $(wildcard $(SOURCES)) || { echo 'Run: $(PY) -m ruff format $(SOURCES)' >&2; exit 1; }

types: setup
	@$(PY) -m mypy $(wildcard $(SOURCES))

contracts: setup
	@$(VENV)/bin/lint-imports --no-cache

check: lint types contracts test ## everything CI checks

coverage: setup ## branch coverage of the core, as a table
	@$(TEST_ENV) $(PY) -m pytest -n $(WORKERS) --dist loadfile --cov --cov-report=term-missing:skip-covered tests/unit tests/store

bench: setup ## figures for docs/benchmarks.md; alone on the machine
	@$(TEST_ENV) ZHIHUI_LONG=1 $(PY) -m pytest -p no:xdist --timeout 3600 -s tests/benchmarks

soak: setup ## hours, not minutes
	@$(TEST_ENV) ZHIHUI_LONG=1 $(PY) -m pytest -p no:xdist --timeout 36000 -m soak

shots: setup ## pictures of the desk for docs/
	@$(TEST_ENV) $(PY) -m console.shots docs/pictures

mutation: setup ## do the tests of the core notice a changed line? MUTANTS='models.domain.limit.*' runs only those
	@$(INSTALL) --require-hashes -r requirements-mutation.txt
	@$(TEST_ENV) $(VENV)/bin/mutmut run --max-children $(WORKERS) $(MUTANTS)
	@$(VENV)/bin/mutmut results

clean: ## what tools leave behind; keeps .venv
	@rm -rf build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov mutants out
	@find $(wildcard $(SOURCES)) -name __pycache__ -type d -prune -exec rm -rf {} +
