# Every task of the project; `make` alone lists them. Each sets up what it needs in .venv.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DATA ?= ../shared/data
PIPELINE ?=
EXTRAS := bench,bluesky,dask,dev,images,keyring,llama,mastodon,postgresql,ray

# The first Python of 3.11 or newer; `make PYTHON=/path/to/python` chooses another one.
PYTHON ?= $(shell for each in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done)

# Of the lines of guard/, how many in a hundred the tests must run (branches included).
COVERAGE := 95

# Prefect neither counts its users nor calls home from here.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-recovery screens test test-browser test-heavy test-llama check lint generate compile bench bench-model bench-audience bench-audience-quality bench-recovery pins clean

help: ## list what can be done here
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-23s %s\n' "$$name" "$$what"; done

setup: $(STAMP) ## make .venv with the guard and the tools of its developers

$(STAMP): pyproject.toml constraints.txt hatch_build.py guard/_version.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name one with make PYTHON=..."; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is needed (on Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Setting up $(VENV), once; this takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --use-pep517 \
		-c constraints.txt -e '.[bluesky,dev,mastodon,postgresql]'
	@touch $@

demo: compile ## check the four posts in examples/posts and show what the guard says
	@$(BIN)/guard check examples/posts/*; code=$$?; case $$code in \
		0|1|3) echo; echo "guard check ended with exit code $$code (0 may go out, 1 blocked, 3 a person must look first)." ;; \
		*) exit $$code ;; esac

demo-recovery: compile ## walk through a whole recovery, half a year in half a minute, with scripted people
	@$(BIN)/python -m flows.demo

test: compile ## run all tests, with the coverage that is asked for
	@$(BIN)/python -m pytest --cov --cov-report=term --cov-fail-under=$(COVERAGE)

test-llama: compile ## run the tests of the language model's wire against a real llama.cpp server (300 MB, once)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[dev,llama]'
	@MISHAP_LLAMA=1 $(BIN)/python -m pytest -m llama tests/llm -s

test-heavy: compile ## run the tests that take minutes: kills at every point, twenty recoveries at once, real silence
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[dask,dev,ray]'
	@$(BIN)/python -m pytest -m heavy tests/flows
	@MISHAP_KILL=everywhere $(BIN)/python -m pytest tests/flows/prefect/test_crashes.py

test-browser: compile ## recover with nothing but a browser, on a real Prefect server (apt-get install chromium)
	@$(BIN)/python -m pytest -m browser -rs tests/e2e

screens: compile ## take the pictures in docs/screens anew
	@mkdir -p docs/screens
	@MISHAP_SCREENS=docs/screens $(BIN)/python -m pytest -m browser -rs tests/e2e

check: lint ## what to run before a commit: style, types, layers, docs, quick tests
	@$(BIN)/python -m pytest --quiet -m "not slow"

lint: compile ## style, types, layers and stale docs, without the tests
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports
	@$(BIN)/python docs/generate.py --check

generate: compile ## write the phrases, the calendar and the docs pages again
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m guard.schemas

compile: $(STAMP)
	@$(BIN)/python guard/lexicons/compile.py
	@$(BIN)/python guard/events/compile.py
	@$(BIN)/python -m compileall -q guard flows prompts

bench: compile ## measure cold start and speed beside other tools
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[bench]'
	@$(BIN)/python tests/benchmarks/bench.py

bench-model: compile ## measure the own model beside other readers (DATA=folder, PIPELINE=folder of a PyTorch model)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[bench]'
	@$(BIN)/python tests/benchmarks/model_peers.py $(DATA) $(if $(PIPELINE),--pipeline $(PIPELINE))

bench-audience: compile ## measure what reading up to 1,000,000 replies costs, and threads, Dask and Ray beside each other
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt -e '.[dask,dev,ray]'
	@$(BIN)/python tests/benchmarks/audience_scale.py

bench-audience-quality: compile ## measure how well replies are understood, on twenty synthetic storms whose truth is known
	@$(BIN)/python tests/benchmarks/audience_quality.py

bench-recovery: compile ## measure what a recovery costs on Prefect, and 1,000 incidents' check-ins on PostgreSQL
	@$(BIN)/python tests/benchmarks/recovery_cost.py

pins: ## resolve all dependencies anew and write constraints.txt
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@build/pins/bin/pip install --quiet --disable-pip-version-check --dry-run --ignore-installed \
		--report build/pins/report.json '.[$(EXTRAS)]'
	@$(PYTHON) .ci/pin.py < build/pins/report.json > constraints.txt

clean: ## remove .venv and everything that was made here
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -f guard/lexicons/_compiled.json* guard/events/_calendar.py
