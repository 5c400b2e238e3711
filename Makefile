# `make help` lists what there is. Everything is installed into .venv/ and node_modules/, nothing elsewhere.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/.site-ready
CHECKS := $(VENV)/.checks-ready
PACKS := $(VENV)/.packs-ready
NODE := node_modules/.ready
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help country edition editions offline packs serve test build check bench clean tools schemas lock due counts outside outcomes reading

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

serve: $(SITE) ## set up, check, build and serve on http://127.0.0.1:8000/ with live reload
	@$(BIN)/python -m curriculum serve

test: $(CHECKS) $(NODE) ## set up and run every check
	@$(BIN)/python -m tests.run

build: $(SITE) ## build into site/; a failed build leaves the last good site in place
	@$(BIN)/python -m curriculum build

# These may stand in the environment for other reasons; only what is written after "make country" counts.
ifeq ($(origin CODE),environment)
CODE :=
endif
ifeq ($(origin NAME),environment)
NAME :=
endif
ifeq ($(origin PLAN),environment)
PLAN :=
endif
ifeq ($(origin MODULE),environment)
MODULE :=
endif

country: $(SITE) ## write the file of a new country: make country CODE=PH NAME="Philippines"
	@$(BIN)/python -m curriculum country --code '$(subst ','\'',$(CODE))' --name '$(subst ','\'',$(NAME))'

edition: $(SITE) ## build the site with the edition of one country: make edition COUNTRY=th
	@$(BIN)/python -m curriculum edition --country '$(subst ','\'',$(COUNTRY))'

editions: $(SITE) ## build the site with the editions of all countries, into site/editions/
	@$(BIN)/python -m curriculum editions

offline: $(SITE) ## make the pack for a memory stick, which opens from disk: make offline [COUNTRY=th]
	@$(BIN)/python -m curriculum offline --country '$(subst ','\'',$(COUNTRY))'

packs: $(PACKS) ## make what a trainer prints, edits and shows: make packs [COUNTRY=th] [PLAN=id] [MODULE=id]
	@$(BIN)/python -m curriculum packs --country '$(subst ','\'',$(COUNTRY))' --plan '$(subst ','\'',$(PLAN))' --module '$(subst ','\'',$(MODULE))'

check: $(SITE) ## check data and page sources, without building
	@$(BIN)/python -m curriculum check

bench: $(CHECKS) ## measure builds, weight, search and Lighthouse (fifteen minutes); writes build/bench.json
	@$(BIN)/python -m bench

reading: $(CHECKS) ## show the reading grade of each learner page, hardest first
	@$(BIN)/python -m tests.reading

schemas: $(SITE) ## write the JSON Schemas of the data files, and the template of a country
	@$(BIN)/python -m curriculum schemas

due: $(SITE) ## list facts, lines and references to look at again
	@$(BIN)/python -m curriculum due

counts: $(SITE) ## count what each module holds, the cases and the tools
	@$(BIN)/python -m curriculum counts

outcomes: $(SITE) ## make outcomes of evaluation sheets: make outcomes FILE=/path/answers.csv WORKSHOP=id (DRY=1 writes nothing)
	@$(BIN)/python -m curriculum outcomes --file '$(subst ','\'',$(FILE))' --workshop '$(subst ','\'',$(WORKSHOP))' $(if $(DRY),--dry-run)

outside: $(SITE) ## ask every outside address and list those that do not answer (needs a network)
	@$(BIN)/python -m curriculum outside

tools: ## install the system tools that the checks use (Debian, Ubuntu)
	@sh .ci/tools.sh

lock: $(CHECKS) ## resolve dependencies anew into requirements*.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml --group build -o requirements.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml --group build --group packs --group test -c requirements.txt -o requirements-test.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --group packs --no-deps -c requirements-test.txt -o requirements-packs.txt

clean: ## delete everything that was made
	rm -rf site build node_modules $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@sh .ci/python.sh $(VENV)

$(SITE): requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing (once) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(PACKS): requirements-packs.txt $(SITE)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-packs.txt
	@touch $@

$(CHECKS): requirements-test.txt $(SITE)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

$(NODE): package-lock.json
	@if command -v npm >/dev/null 2>&1; then npm ci --silent --ignore-scripts --no-audit --no-fund && touch $@; \
	else echo "npm is missing: checks that need axe or vnu will be skipped (make tools installs it)"; fi
