# Atelier. `make help` lists what can be made; everything prepares what it needs itself.

ARGS    ?=
PREFIX  ?= /usr/local
PROGRAM := .build/release/atelier
# Folders too: their times change when a file comes or goes.
SOURCES := $(shell find Sources Package.swift 2>/dev/null)
# Swift's own libraries go into the program, and no path of this checkout does.
RELEASE := -c release --static-swift-stdlib --product atelier \
	-Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." -Xcc "-ffile-prefix-map=$(CURDIR)=."

.DEFAULT_GOAL := build
.PHONY: help setup extensions run build test install bench format lint check doctor clean distclean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## Install what is missing, fetch the native libraries
	@.ci/setup

extensions: setup ## Fetch all of DuckDB's extensions, for Delta and Iceberg tables too
	@.ci/setup extensions

run: build ## Build and open the studio: on Samples, or on ARGS="FILE ..."
	@$(PROGRAM) $(or $(ARGS),Samples)

build: setup ## Build the release program
	@$(MAKE) --no-print-directory $(PROGRAM)

$(PROGRAM): $(SOURCES) .native/stamp
	swift build $(RELEASE)
	@touch $@

# The program's own tests wait for other processes, which would hold up the threads that the others run on.
test: ## Run all tests; ARGS="--filter NAME" for some
	@.ci/setup tests
	swift build --build-tests
	swift test --skip-build $(or $(ARGS),--skip ProgramTests)
	$(if $(ARGS),,swift test --skip-build --filter ProgramTests)

install: build ## Install below PREFIX (default /usr/local; DESTDIR is honoured)
	@.ci/install "$(PREFIX)" $(PROGRAM)

bench: build ## Measure against the peers and print the ratios
	@Tests/Benchmarks/bench $(ARGS)

format: setup ## Rewrite the sources in the house's format
	swift format format --in-place --parallel --recursive Package.swift Sources Tests

lint: ## Report what is not in the house's format
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

check: lint test build ## Lint, tests, and a trial installation that is moved and started
	@.ci/check-install

doctor: build ## Say what is installed, found and missing
	@$(PROGRAM) doctor

clean: ## Remove what was built
	rm -rf .build .bench

distclean: clean ## Remove the fetched libraries too
	rm -rf .native
