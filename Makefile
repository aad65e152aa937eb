# Needs only make and Python 3.11 or newer with venv; everything else is installed here, in the locked versions.

PYTHON ?= python3
UV := UV_PYTHON_DOWNLOADS=never .tools/bin/uv
READY := .venv/.ready

.PHONY: run test check pictures format bench clean

run: $(READY)  ## open careader on the sample
	.venv/bin/careader seeds

test: $(READY)  ## run the tests
	.venv/bin/pytest

check: $(READY)  ## types, style, format
	.venv/bin/mypy
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

pictures: $(READY)  ## take the pictures of the README anew
	.venv/bin/python docs/screenshots.py

format: $(READY)  ## put the code in form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: $(READY)  ## against their peers, one after the other: an hour or two the first time (bench/README.md)
	for each in start newsboat lists index identity find answers plain_scan jump_quality jump_speed parse; do \
		echo "== $$each"; .venv/bin/python -m bench.$$each || exit 1; \
	done

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

$(READY): .tools/bin/uv pyproject.toml uv.lock
	$(UV) sync --locked --quiet --compile-bytecode --python $(PYTHON)
	.venv/bin/python -m compileall -q reader/careader
	touch $@
