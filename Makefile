# make run    start the portal on http://127.0.0.1:8000 (PORT, PORTAL_DATA change port and data folder)
# make setup  only the environment; then .venv/bin/python manage.py …
# make test   all tests (ARGS="tests/cadres -k rank" for some)
# make stop   stop the embedded servers that commands have left running

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
ARGS ?=

.PHONY: run setup test stop

run: setup
	@exec .venv/bin/python -m portal.embedded.serve --port $(PORT)

setup:
	@$(PYTHON) portal/embedded/bootstrap.py requirements.txt

test:
	@$(PYTHON) portal/embedded/bootstrap.py requirements.txt requirements-dev.txt
	@exec .venv/bin/python tests/setup/run_all.py $(ARGS)

stop: setup
	@exec .venv/bin/python -m portal.embedded.stop
