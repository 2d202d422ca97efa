# make run: Heard with a demo, on a fresh machine. make test: everything a change must pass.

BIN := .venv/bin
PYTEST := $(BIN)/pytest -q --durations=10
export HEARD_INSTANCE ?= instance
unexport PYTHONDONTWRITEBYTECODE  # what was compiled is kept: else every run rewrites all assertions of the tests

.PHONY: run test soak bench lint locks look shots words
.DEFAULT_GOAL := run

run:
	@deploy/debian-packages run || true
	@deploy/virtualenv requirements.lock
	@deploy/translations
	@$(BIN)/portal demo
	@$(BIN)/portal run

test: lint
	@HEARD_WHOLE=1 $(PYTEST) -n 2 --dist loadgroup

# The whole sizes of tests/sizes.py, and the tests marked soak.
soak: tools
	@HEARD_SOAK=1 HEARD_WHOLE=1 $(PYTEST) -n 2 --dist loadgroup

bench: tools
	@$(BIN)/python -m tests.bench

# Pictures of every page, into screenshots/, for a person to look at.
shots: tools
	@HEARD_SHOTS=1 $(PYTEST) -n 2 --dist loadgroup tests/journeys

# One sheet of every screen of a young person's way, for each way to see it, into screenshots/.
look: tools
	@$(BIN)/python -m tests.look

lint: tools
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/deptry .
	@$(BIN)/vulture

.PHONY: tools
tools:
	@deploy/debian-packages test
	@deploy/virtualenv requirements-dev.lock
	@deploy/translations

# Collects what the public reads and brings the catalogues up to date; a new language: pybabel init.
words: tools
	@$(BIN)/pybabel -q extract -F translations/babel.cfg -k N_ -k _l -k lazy_gettext --omit-header --sort-output -o translations/heard.pot .
	@for po in translations/*/LC_MESSAGES/messages.po; do [ ! -e "$$po" ] || $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete -i translations/heard.pot -o "$$po" -l "$$(basename $$(dirname $$(dirname $$po)))"; done

locks:
	@deploy/locks
