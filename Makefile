# `make help` lists the targets. Everything happens in .venv/, made once from requirements.lock.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := briefing
.PHONY: briefing test test-oldest test-peers lint docs lab golden shots tour lock clean help environment

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BROWSER_TESTS ?= if-found
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONHASHSEED := 0

# The first Python that is 3.11 or later; 3.11 is the one the lock was made with.
FIND_PYTHON = for name in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo "$$name"; break; fi; \
	done

briefing: environment  ## render the first seed's briefing: build/iskp-memri/briefing.html
	$(BIN)/briefing render params/iskp-memri.yaml

test: environment lint  ## ruff, mypy, then every test: unit, notebooks (nbval), browser
	BROWSER_TESTS=$(BROWSER_TESTS) $(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadscope \
	  --nbval --nbval-sanitize-with tests/sanitize.cfg tests notebooks

# Programs that read our exports and are too large for the lock; FollowTheMoney builds on ICU (Debian: libicu-dev, pkg-config, g++).
test-peers: environment  ## the exports against the programs of others: FollowTheMoney, Arrow
	$(BIN)/pip install -q --target build/peers --upgrade 'followthemoney>=4.2' 'pyarrow>=20'
	PYTHONPATH=build/peers $(BIN)/pytest -q tests/test_exchange_entities.py tests/test_exchange_tables.py

# The oldest versions that pyproject.toml allows. Warnings are no errors there, and the golden notebooks are of the newest.
test-oldest:  ## the tests that do without a browser, with the oldest versions that are allowed
	python=$$($(FIND_PYTHON)) && rm -rf build/oldest && "$$python" -m venv build/oldest
	build/oldest/bin/pip install -q -c requirements-oldest.txt -e '.[exchange,test]'
	build/oldest/bin/pytest -q -W default -m 'not browser' $(addprefix --ignore tests/test_,house.py docs.py wheel.py gold.py same_outputs.py) \
	  --deselect tests/test_notebooks.py::test_a_changed_golden_fails

lint: environment  ## style and types
	$(BIN)/ruff check
	$(BIN)/mypy

docs: environment  ## the documentation as a site that needs no network: build/docs/index.html
	$(BIN)/python docs/build.py build/docs

lab: environment  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=. notebooks/01-seed.ipynb

shots: environment  ## pictures of the pages of three seeds, in four sizes, in the dark and on paper: build/shots/
	$(BIN)/briefing render params/iskp-memri.yaml params/gridfall-attribution.yaml params/harborline-audit.yaml
	$(BIN)/python tests/shots.py build/iskp-memri/briefing.html build/gridfall-attribution/briefing.html \
	  build/harborline-audit/briefing.html

tour: environment  ## the pictures of docs/tour.md, made in JupyterLab from the code as it is
	$(BIN)/python tests/tour.py docs

golden: environment  ## execute the golden notebooks again; look at the difference before you commit it
	$(BIN)/python tests/golden/update.py

# With the oldest Python that we promise (Debian 12 has 3.11.2): some packages refuse the first releases of 3.11.
lock: environment  ## resolve the dependencies afresh: requirements.lock, requirements-oldest.txt
	rm -rf build/lock && $(BIN)/python -m venv build/lock
	build/lock/bin/pip install -q -U pip setuptools
	build/lock/bin/pip install -q -e '.[docs,exchange,test]'
	{ grep '^#' requirements.lock; build/lock/bin/pip freeze --all --exclude pip --exclude wheel --exclude-editable; } \
	  > build/requirements.lock
	mv build/requirements.lock requirements.lock
	build/lock/bin/pip install -q uv
	build/lock/bin/uv pip compile -q --resolution lowest-direct --python-version 3.11 --extra exchange --no-header --no-annotate \
	  pyproject.toml -o requirements-oldest.txt

clean:  ## remove what was built; .venv/ stays (remove it by hand to start afresh)
	rm -rf build *.egg-info .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

environment: $(READY)

$(READY): requirements.lock pyproject.toml
	@if ! [ -x $(BIN)/python ] || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  python=$$($(FIND_PYTHON)); \
	  if [ -z "$$python" ]; then \
	    echo 'No Python 3.11 or later was found. Install one (Debian: apt-get install python3 python3-venv) or name it:' >&2; \
	    echo '  make PYTHON=/path/to/python3.11' >&2; exit 1; fi; \
	  echo "Making $(VENV)/ with $$($$python --version); this happens once and takes some minutes." >&2; \
	  if ! "$$python" -m venv --clear $(VENV); then \
	    echo 'This Python cannot make environments. On Debian: apt-get install python3-venv' >&2; \
	    rm -rf $(VENV); exit 1; fi; \
	fi
	@$(BIN)/python -m pip install -q -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
