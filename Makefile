# The commands. What each needs is installed into .venv and kept; nothing is asked.

VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
unexport PYTHONDONTWRITEBYTECODE  # each process would compile Django anew: 5 s where it starts in 1.3 s

.PHONY: run demo test check bench messages lock help clean packages clients

run: $(VENV)/.runtime  ## serve the real data on PORT (8000) until stopped
	@exec $(BIN)/python manage.py quickstart

demo: $(VENV)/.runtime  ## the same with a full synthetic year around today, beside the real data and not in it
	@DATA_DIR=$${DATA_DIR:-var/demo} exec $(BIN)/python manage.py quickstart --synthetic 270

test: $(VENV)/.dev packages clients  ## every test, on SQLite and then on PostgreSQL
	@for database in sqlite postgresql; do \
		$(BIN)/python -m pytest -n auto --maxprocesses 4 --database=$$database $(ARGS) || exit; \
	done

# What a production server would be given, so that `check --deploy` judges the settings and not this machine.
DEPLOYED := env -u DATABASE_URL -u DEBUG SECRET_KEY=$$(printf 'not-secret-%.0s' 1 2 3 4 5 6 7 8) \
	PUBLIC_URL=https://fairs.example ALLOWED_HOSTS=fairs.example DATA_DIR=$(VENV)/check

check: $(VENV)/.dev  ## style, types, migrations, deployment settings, architecture
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(DEPLOYED) $(BIN)/mypy --no-error-summary .
	@$(DEPLOYED) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python -m pytest tests/test_architecture.py

bench: $(VENV)/.dev  ## tests/benchmarks
	@$(BIN)/python -m tests.benchmarks $(ARGS)

messages: $(VENV)/.dev  ## collect the texts to translate into config/locale, and compile what is translated (gettext)
	@$(BIN)/python manage.py makemessages -l zh_Hans --no-wrap --no-obsolete --add-location file -i var -i tests
	@$(BIN)/python manage.py compilemessages -l zh_Hans -i .venv -i var

lock: $(VENV)/.dev  ## the newest versions pyproject.toml allows, for every platform and Python
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --group clients -o tests/clients/requirements.lock
	@$(COMPILE) --group peers -o tests/benchmarks/requirements.lock
	@cd tests/clients && npm update --package-lock-only --omit-lockfile-registry-resolved $(NPM)

COMPILE := $(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

NPM := --ignore-scripts --no-audit --no-fund --loglevel=error

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

clean:  ## all that was built; the data in var/ stays
	rm -rf $(VENV) var/static .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +


# The environment

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11

$(BIN)/python:
	@old=; bare=; \
	for python in $(PYTHONS); do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null || continue; \
		$$python -c 'import ensurepip, venv' 2>/dev/null || { bare=$$python; continue; }; \
		exec $$python -m venv $(VENV); \
	done; \
	if [ -n "$$bare" ]; then echo "$$bare has no venv module (Debian, Ubuntu: apt-get install python3-venv)." >&2; \
	else echo "Python 3.11 to 3.14 is needed; python3 here is: $$(python3 --version 2>&1 || true)" >&2; fi; exit 1

# uv by the pinned hash, from pip's own index; where it can't be had, pip does the same more slowly.
$(VENV)/.uv: | $(BIN)/python
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.lock >$(VENV)/uv.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock \
		|| echo "uv could not be installed; going on with pip." >&2
	@touch $@

INTO := $(BIN)

define install
	@echo "Installing $<"
	@index=$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}}; \
	UV_DEFAULT_INDEX=$$index $(BIN)/uv pip install -q --python $(INTO)/python --require-hashes -r $< \
		|| $(INTO)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

$(VENV)/.runtime: requirements.lock | $(VENV)/.uv
	$(install)

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.uv
	$(install)

# Environments of their own: of the calendar programs (clients), of what the benchmark compares with (benchmarks).
$(VENV)/%/.installed: INTO = $(VENV)/$*/bin

$(VENV)/%/.installed: tests/%/requirements.lock | $(VENV)/.uv
	@$(BIN)/python -m venv --clear $(VENV)/$*
	$(install)

$(VENV)/node/.installed: tests/clients/package-lock.json tests/clients/package.json
	@echo "Installing $<"
	@mkdir -p $(@D) && cp $^ $(@D)
	@npm ci --prefix $(@D) --engine-strict $(NPM) >/dev/null
	@touch $@

clients: packages  # calendar programs and parsers to test with; their tests say it when they are missing
	@$(MAKE) -sk $(VENV)/clients/.installed $(VENV)/node/.installed \
		|| echo "Going on without some of the calendar programs." >&2

packages:
	@.ci/packages
