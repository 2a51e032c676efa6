# Needs only make and Python 3.11 or later; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATE   ?=

.PHONY: demo test soak conformance bench bench-sending fmt clean
.DELETE_ON_ERROR:

# The example practice's handouts of one stretch, and its booklet, in output/.
demo: $(VENV)/.installed
	@mkdir -p output
	@$(BIN)/handouts make knee-to-chest --layout card --brand example-andover $(DATE:%=--date %)
	@$(BIN)/handouts make knee-to-chest --layout sheet --brand example-andover $(DATE:%=--date %)
	@$(BIN)/handouts make lower-back --brand example-andover $(DATE:%=--date %)

test: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile

# Sending, for longer: a thousand kills, and each safety taken away once.
soak: $(VENV)/.installed-dev
	$(BIN)/pytest tests/delivery/test_kills.py --trials 1000 -s
	$(BIN)/python tests/delivery/mutants.py

# veraPDF judges handouts of every kind; needs Java and Maven, which fetches it.
conformance: $(VENV)/.installed-dev
	$(BIN)/python -m conformance

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

bench-sending: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.sending

fmt: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Stamps: set-up is repeated only when the dependencies change.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "handouts needs Python 3.11 or later; name one with: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml
	@$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/.installed
