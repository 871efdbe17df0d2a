# The ways into the project; `make` alone lists them. PYTHON=/path/to/python3.12 chooses the Python.

# Where Homebrew and MacPorts keep Pango. macOS takes DYLD_* away from whatever its own /bin/sh starts, so the variable
# stands on the very line that starts Python.
ifeq ($(shell uname -s),Darwin)
export LIBRARY_FOLDERS = $(or $(HOMEBREW_PREFIX),/opt/homebrew)/lib:/usr/local/lib:/opt/local/lib:/usr/lib
RUN = DYLD_FALLBACK_LIBRARY_PATH="$(LIBRARY_FOLDERS)" .venv/bin/python
else
RUN = .venv/bin/python
endif

.PHONY: help memo test bench pictures clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' Makefile

memo:  ## install what is missing and build the memos of briefs/ into output/
	@sh tools/setup.sh memo
	@$(RUN) -m briefgen build

test:  ## install what is missing and run every check and test
	@sh tools/setup.sh test
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) -m pytest -n auto --maxprocesses 8 --dist worksteal -m "not packaging"
	$(RUN) -m pytest -m packaging

bench:  ## time a build against the bare layout engine
	@sh tools/setup.sh test
	$(RUN) tools/bench.py

pictures:  ## draw the pictures of the sample memos anew that the README shows
	@sh tools/setup.sh test
	$(RUN) tools/pictures.py

clean:  ## remove the virtual environment and all caches; memos in output/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .briefgen/cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
