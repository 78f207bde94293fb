# On a machine with Python 3.11 or newer and make: `make demo` sets everything up in .venv and shows Sijill at work.

PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
BIN := .venv/bin
STAMP := .venv/.installed-$(shell cksum < pyproject.toml | cut -d ' ' -f 1)
LEDGER := build/demo.db
SIJILL := $(BIN)/sijill

.PHONY: demo test lint fix bench screenshots api-schema clean

demo: $(STAMP)  ## read the examples into a new ledger; print its overview, a digest, a balance, deals and a claim
	@rm -rf $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm && mkdir -p build
	$(SIJILL) read examples/*.txt --ledger $(LEDGER)
	$(SIJILL) overview --ledger $(LEDGER)
	$(SIJILL) digest belarus-usa-2025-12-13 --ledger $(LEDGER)
	$(SIJILL) balance --holder BLR --from 2025 --ledger $(LEDGER)
	$(SIJILL) deals --party BLR --ledger $(LEDGER)
	@id=$$($(SIJILL) claims --event RETREAT/release --limit 1 --format jsonl --ledger $(LEDGER) | cut -d '"' -f 4) && \
		echo "$(SIJILL) show $$id --ledger $(LEDGER)" && $(SIJILL) show "$$id" --ledger $(LEDGER)
	@echo
	@echo "To read, check and correct it in a browser:  $(SIJILL) desk --ledger $(LEDGER)"

test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -n 2

lint: $(STAMP)  ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(STAMP)  ## mend style and format where that can be done by rule
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## measure accuracy and speed
	$(BIN)/python benchmarks/bench.py

screenshots: $(STAMP)  ## make the pictures of the desk in docs/desk, in Chromium
	$(BIN)/python docs/screenshots.py

api-schema: $(STAMP)  ## write the schema of the desk's API to docs/api-v1.json
	$(BIN)/python docs/api_schema.py

clean:  ## remove everything that make has made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(STAMP):
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed, and none was found on the PATH" >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON) (once)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@rm -f .venv/.installed-* && touch $@
