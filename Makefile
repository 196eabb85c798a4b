# Everything a developer types. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT := swift
VENV := .build/venv/bin
RESULTS := .build/results
PROGRAMS := flowlogs_reader cloudtrail_reader mock-aws
SOURCES := Package.swift Sources mock-server Tests $(wildcard Examples)

# Tests talk to servers on this machine, which a proxy of the environment could not reach.
comma := ,
export no_proxy := $(if $(or $(no_proxy),$(NO_PROXY)),$(or $(no_proxy),$(NO_PROXY))$(comma))127.0.0.1,localhost
export NO_PROXY := $(no_proxy)

# End-to-end and interop tests drive whole processes; sanitizers are for the code in the tests' own process.
NOT_UNIT := --skip EndToEndTests --skip InteropTests

.PHONY: help demo build test unit interop lint sanitize sanitize-address sanitize-thread release memory bench world clean \
	prepare-swift prepare-libraries prepare-python

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: build ## read the quickstart recording with flowlogs_reader through mock-aws
	@scripts/demo

build: prepare-swift prepare-libraries ## build everything, debug configuration
	@$(SWIFT) build

test: prepare-swift prepare-libraries prepare-python ## run every test and print what passed and failed
	@rm -rf $(RESULTS)
	@status=0; \
	$(MAKE) --no-print-directory unit || status=1; \
	$(MAKE) --no-print-directory interop || status=1; \
	scripts/tally $(RESULTS)/{unit,interop}.xml || status=1; \
	exit $$status

unit: prepare-swift prepare-libraries ## the Swift tests, unit and end-to-end
	@mkdir -p $(RESULTS)
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --disable-xctest --skip InteropTests --xunit-output $(RESULTS)/unit.xml

interop: prepare-swift prepare-libraries prepare-python ## other people's clients and servers against ours
	@mkdir -p $(RESULTS)
	@$(SWIFT) build --build-tests
	@$(VENV)/python -m pytest Tests/Interop -q -p no:cacheprovider --junit-xml $(RESULTS)/interop.xml

lint: prepare-swift ## check the format and the documentation of the Swift sources
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

sanitize: sanitize-address sanitize-thread ## the unit tests under AddressSanitizer, and without ISA-L under ThreadSanitizer

# ThreadSanitizer does not see into ISA-L anyway, so that the build without it needs no run of its own.
sanitize-thread: TRAITS := --disable-default-traits

sanitize-address sanitize-thread: sanitize-%: prepare-swift prepare-libraries
	@mkdir -p $(RESULTS)
	@$(SWIFT) build --build-tests --sanitize $* --scratch-path .build-$* $(TRAITS)
	@$(SWIFT) test --skip-build --disable-xctest --sanitize $* --scratch-path .build-$* $(TRAITS) $(NOT_UNIT) \
		--xunit-output $(RESULTS)/sanitize-$*.xml

release: prepare-swift prepare-libraries ## build the three programs, release configuration, with Swift's libraries in them
	@for program in $(PROGRAMS); do $(SWIFT) build -c release --static-swift-stdlib --product $$program; done

memory: release ## read 2 GB of flow logs, and a log file of 500 MB, within 64 MiB
	@python3 Benchmarks/memory_bound.py
	@python3 Benchmarks/cloudtrail_memory.py

bench: release prepare-python prepare-peers ## compare the speed with that of others
	@python3 Benchmarks/compare.py --python $(dir $(VENV)) --duckdb .build/peers
	@python3 Benchmarks/growth.py
	@python3 Benchmarks/server.py --python $(dir $(VENV))
	@python3 Benchmarks/cloudtrail.py --trailscraper .build/peers

world: ## write recordings/quickstart anew from its generator
	@python3 recordings/quickstart/generator

clean: ## remove everything that was built
	@rm -rf .build .build-address .build-thread

prepare-swift prepare-libraries prepare-python prepare-peers: prepare-%:
	@scripts/prepare $*
