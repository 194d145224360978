# make demo    a registry to try, on http://127.0.0.1:8000
# make test    every test; ARGS="-k name" passes words on to pytest
# make check   lint, format, types
# make requirements   pin the dependencies again (needs uv)
#
# PYTHON=/path/to/python3 names the interpreter; else the newest of 3.11 or later is taken.

.DEFAULT_GOAL := demo
.PHONY: demo test check requirements clean

VENV := .venv
RUN := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-installed
EVERYTHING := $(VENV)/.everything-installed
ARGS ?=

# A name may be there without its interpreter (pyenv leaves such), so each is tried.
FIND_PYTHON = for name in $(PYTHON) $(if $(PYTHON),,python3.14 python3.13 python3.12 python3.11 python3); do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then command -v "$$name"; exit 0; fi; done; \
	echo "CPython 3.11 or newer is needed; name it with PYTHON=" >&2; exit 1

# The project itself is installed last, from this folder, with the build backend that the requirements pin, and compiled:
# the process that checks a document may write nothing, so it would compile anew each time.
define install
	if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --compile-bytecode --python $(RUN) --require-hashes -r $(1) && \
		uv pip install --quiet --python $(RUN) --no-deps --no-build-isolation -e .; \
	else \
		$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
		$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi && \
	$(RUN) -m compileall -q registry
endef

demo: $(RUNTIME)
	@exec $(VENV)/bin/somana demo $(ARGS)

test: $(EVERYTHING)
	$(RUN) -m pytest -n 2 $(ARGS)

check: $(EVERYTHING)
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

requirements:
	uv export --quiet --format requirements.txt --no-dev --group build --no-emit-project --no-header --no-annotate -o requirements.txt
	uv export --quiet --format requirements.txt --all-groups --no-emit-project --no-header --no-annotate -o requirements-dev.txt
	rm -f uv.lock
	@! grep -nE 'https?://|--index|--find-links' requirements.txt requirements-dev.txt

clean:
	rm -rf $(VENV)

$(RUN):
	@python=$$($(FIND_PYTHON)) && if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --python "$$python" $(VENV); else "$$python" -m venv $(VENV); fi

$(RUNTIME): requirements.txt pyproject.toml | $(RUN)
	@echo "Installing what Somana runs on…" >&2
	@$(call install,requirements.txt)
	@touch $@

$(EVERYTHING): requirements-dev.txt pyproject.toml | $(RUN)
	@echo "Installing what Somana runs on and is tested with…" >&2
	@$(call install,requirements-dev.txt)
	@touch $@ $(RUNTIME)
