# Two commands do everything: `make run` and `make test`. Neither needs anything but Python 3.11+,
# git and make; both build .venv from the locked, hashed versions first when it is not there.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= localhost
VENV := .venv
BIN := $(VENV)/bin

help: ## Say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(VENV)/.run ## Make .venv with what the dashboard needs

run: $(VENV)/.run ## Start the dashboard (PORT=8501, ADDRESS=localhost)
	@$(BIN)/python -m app.serving.port $(ADDRESS) $(PORT)
	@$(BIN)/streamlit run app/main.py --server.port $(PORT) --server.address $(ADDRESS)

test: lint $(VENV)/.browser ## Run every check and every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test ## Run the checks that need no browser: ruff, types, layers, corpus
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m data check

bench: $(VENV)/.browser ## Measure against the app one would write instead; writes docs/performance.md
	@$(BIN)/python bench/run.py

audit: $(VENV)/.run $(VENV)-audit/.ready ## Check versions, files and known vulnerabilities (OSV=/path/to/all.zip)
	@$(VENV)-audit/bin/python -m deploy.supply audit --environment $(VENV) $(if $(OSV),--osv "$(OSV)")

sbom: $(VENV)/.run $(VENV)-audit/.ready ## Write build/sbom.json, a bill of materials (CycloneDX)
	@$(VENV)-audit/bin/python -m deploy.supply sbom --environment $(VENV)

lock: ## Write the three locks anew from pyproject.toml
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  pyproject.toml -o requirements.lock
	@$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra test \
	  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  -c requirements.lock pyproject.toml -o requirements-test.lock
	@$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  --group audit -o requirements-audit.lock
	@rm -rf $(VENV)-lock

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sidelight needs Python 3.11 or newer; name one with make PYTHON=python3.11."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked versions into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	@echo "Installing the test tools …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)-audit/.ready: requirements-audit.lock
	@test -x $(VENV)-audit/bin/python || $(PYTHON) -m venv $(VENV)-audit
	@echo "Installing the tools of the audit into $(VENV)-audit …"
	@$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.browser: $(VENV)/.test
	@$(BIN)/python -m tests.browser_setup
	@touch $@

.PHONY: help setup run test lint bench audit sbom lock
