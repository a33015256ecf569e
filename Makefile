# Everything happens in .venv, .neighbours and .peers; only what the tests run against comes from Debian.
PYTHON ?= python3
BIN := .venv/bin
# Each test process has servers of its own, and many tests wait for one of them: more processes than cores.
TEST_PROCESSES ?= 4
PYTEST := $(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES)
# Without bytecode every process that is started compiles all packages anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install system-packages run test test-thorough simulate check book bench figures peers format lock clean

install: .venv/.installed

run: install .neighbours/.installed
	$(BIN)/cas3-and-delius run

test: system-packages install .neighbours/.installed .neighbours/asyncapi/.installed
	$(PYTEST)

# Those that can try more of the same, with four times as many examples.
test-thorough: system-packages install .neighbours/.installed
	$(PYTEST) -m "hypothesis or thorough" --hypothesis-profile thorough

# Days of production in seconds, all decided by a seed: make simulate SEED=7 DAYS=3 RUNS=10
# The same story, while all calls and pauses take some other milliseconds: make simulate SEED=7 SHIFT=1
SEED ?= 1
DAYS ?= 1
RUNS ?= 1
SHIFT ?= 0
simulate: install
	$(BIN)/python -m tests.simulation --seed $(SEED) --days $(DAYS) --runs $(RUNS) --shift $(SHIFT) --shrink

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/architecture

# Rules, scenarios with the results of the last test run, workflows and formats in one file: build/book.html
book: install
	$(BIN)/python -m tests.book

# QUICK=--quick for a few minutes; PARTS="stays growth" for some of it
bench: install .neighbours/.installed
	$(BIN)/python -m tests.benchmarks $(PARTS) $(QUICK)

# The same, and the figures into docs/figures.md and docs/figures.json: on a machine that does nothing else.
figures: install .neighbours/.installed
	$(BIN)/python -m tests.benchmarks $(QUICK) --keep

# The worker beside dramatiq, celery, taskiq, sqs-consumer and loops by hand, into docs/figures.md as well.
peers: install .neighbours/.installed .peers/.installed
	$(BIN)/python -m tests.benchmarks.peers $(QUICK) --keep

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# PostgreSQL, H2, Java and Chromium, which only the tests need: installs what is missing, or says what to install.
system-packages:
	@.ci/system-packages

.venv/.installed: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "This needs Python 3.11 or later: say which with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "This needs Python's venv module: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet 'uv>=0.9,<1'
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q domain application adapters entrypoints
	@touch $@

# The SQS and SNS to run and test against: an environment of its own, as it pins a botocore that is not ours.
.neighbours/.installed: requirements-neighbours.txt | install
	$(PYTHON) -m venv .neighbours
	$(BIN)/uv pip sync --quiet --compile-bytecode --python .neighbours/bin/python requirements-neighbours.txt
	@touch $@

# AsyncAPI's own parser, which reads docs/asyncapi.json in the tests. Without Node that test is skipped.
.neighbours/asyncapi/.installed: | .neighbours/.installed
	@mkdir -p $(@D)
	@! command -v npm >/dev/null || npm install --silent --no-save --no-package-lock --no-audit --no-fund \
	    --prefix $(@D) @asyncapi/parser@3.6.6
	@touch $@

# What the worker is compared with, none of which the project depends on. Without Node that is one less.
.peers/.installed: requirements-peers.txt | install
	$(PYTHON) -m venv .peers
	$(BIN)/uv pip sync --quiet --compile-bytecode --python .peers/bin/python requirements-peers.txt
	@mkdir -p .peers/node
	@! command -v npm >/dev/null || npm install --silent --no-save --no-package-lock --no-audit --no-fund \
	    --prefix .peers/node sqs-consumer@14.2.8 @aws-sdk/client-sqs@3.1175.0 pg@8.23.1 undici@7.30.2
	@touch $@

# Pins what pyproject.toml asks for, with hashes and without the address of any registry: what runs in
# production, that and what development needs, and the neighbours. The peers, which only a comparison needs, without hashes.
PINNED := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url
PIN := $(PINNED) --generate-hashes
lock: install
	$(PIN) --output-file requirements.txt pyproject.toml
	$(PIN) --extra page --group dev --constraints requirements.txt --output-file requirements-dev.txt pyproject.toml
	echo 'ministack>=1.5,<1.6' | $(PIN) --output-file requirements-neighbours.txt -
	echo 'hatchling>=1.27,<2' | $(PIN) --constraints requirements-dev.txt --output-file requirements-build.txt -
	printf '%s\n' aiobotocore aiohttp asyncpg boto3 'celery[sqs]' dramatiq dramatiq-sqs 'psycopg[binary]' taskiq \
	    taskiq-aio-sqs urllib3 | $(PINNED) --output-file requirements-peers.txt -

clean:
	rm -rf .venv .neighbours .peers
