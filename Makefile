# The one list of commands. `make site` and `make test` are all a fresh machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
BUILDERS := .venv-builders
# As empty as not there: some machines forbid bytecode, and each process of a test would compile the whole package.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site serve test check bench wheel lock clean format

site: $(VENV)/installed  ## the demo campaigns, built into site/
	$(BIN)/goalposts build

serve: $(VENV)/installed  ## the same, live
	$(BIN)/goalposts serve

check: $(VENV)/installed-dev $(BUILDERS)/installed  ## fast: everything but the browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m "not browser" -n 2 --dist worksteal

test: $(VENV)/installed-dev $(BUILDERS)/installed  ## everything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

bench: $(VENV)/installed-dev  ## the figures in the README, as JSON
	$(BIN)/python benchmarks/portfolio.py --campaigns 500 --charts 4
	$(BIN)/python benchmarks/judgement.py
	$(BIN)/python benchmarks/counterfactual.py
	$(BIN)/python benchmarks/forecast.py
	$(BIN)/python benchmarks/coverage.py
	$(BIN)/python benchmarks/aggregate.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/diff.py

wheel: $(VENV)/installed-dev  ## dist/goalposts-*.whl, for other sites
	$(BIN)/python -m build --wheel --no-isolation

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/installed-dev  ## pin anew, within the ranges of pyproject.toml; names no index
	$(BIN)/uv pip compile pyproject.toml requirements-build.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml requirements-build.in --group dev -c requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --upgrade -o requirements-dev.lock
	$(BIN)/uv pip compile requirements-builders.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade -o requirements-builders.lock

clean:
	rm -rf $(VENV) $(BUILDERS) site .goalposts dist

$(VENV)/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(BUILDERS)/installed: requirements-builders.lock  # other builders of the same pages, for tests/builders
	test -x $(BUILDERS)/bin/python || $(PYTHON) -m venv $(BUILDERS)
	$(BUILDERS)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-builders.lock
	touch $@
