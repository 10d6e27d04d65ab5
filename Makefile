# Everything a person needs: `make demo` and `make test` work on a bare Debian 12 with Swift 6.3, again and again.
SHELL := /bin/bash
PREFIX ?= /usr/local
SOURCES := Sources Tests Plugins Package.swift
# SwiftPM remarks on -pthread in Debian's pkg-config files; the remark is filtered, nothing else is.
QUIET := 2> >(grep -v 'prohibited flag(s): -pthread' >&2)

.DEFAULT_GOAL := help
.PHONY: help demo test autobahn test-slow bench evaluate evaluate-peers format lint build clean install packages-build packages-test packages-bench packages-evaluate packages-slow

help: ## Shows this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

packages-build:
	@.ci/install build

packages-test:
	@.ci/install build test

packages-bench:
	@.ci/install build bench

build: packages-build ## Builds the release into .build/release
	@swift build -c release -Xlinker -s $(QUIET)

demo: build ## Installs what is missing, builds, and reads the sample invoices
	@cd corpora/gst && ../../.build/release/assay run --no-cache --format table \
		simple-001.pdf defect-001.pdf paper-001-scan.pdf phone-001-photo.png

test: packages-test ## Installs what is missing, builds, and runs all tests
	@swift build --build-tests --explicit-target-dependency-import-check error $(QUIET)
	@.ci/run-tests --beside EndToEndTests --skip-build --no-parallel $(QUIET)
	@ASSAY_BINARY=.build/debug/assay .ci/verify-webhook
	@ASSAY_BINARY=.build/debug/assay .ci/verify-socketio
	@ASSAY_BINARY=.build/debug/assay .ci/verify-live
	@ASSAY_BINARY=.build/debug/assay .ci/verify-browser

autobahn: packages-test ## The Autobahn WebSocket suite, for machines that have its wstest
	@swift build --build-tests $(QUIET)
	@.ci/autobahn

packages-slow:
	@.ci/install build test slow

test-slow: packages-slow build ## The tests that take long: a long scan, hostile files, the service and its workers killed, full, loaded for hours, plugins begun in each language, the dashboard against SQL, fifty orders of arrival, a workbook through LibreOffice, damaged documents for two hours, the address sanitizer
	@swift build --build-tests $(QUIET)
	@ASSAY_SLOW_TESTS=1 ASSAY_TEST_QUIET_SECONDS=3600 .ci/run-tests --skip-build --no-parallel --filter 'PluginNewTests|ServiceTests.DashboardTests|ArrivalOrderTests' $(QUIET)
	@.ci/long-scan
	@RATE_LIMIT_PER_MINUTE=10000000 python3 .ci/service/crash-cycles.py .build/release/assay 200
	@RATE_LIMIT_PER_MINUTE=10000000 python3 .ci/service/disk-full.py .build/release/assay
	@python3 .ci/service/power-loss.py .build/debug/storage-crash-child 400
	@.ci/check-api 10000
	@python3 .ci/service/worker-kills.py .build/release/assay 100 10 20
	@python3 .ci/service/slow-clients.py .build/release/assay 30
	@python3 .ci/service/slope.py .build/release/assay 20000
	@python3 .ci/service/rebinding.py .build/release/assay 500
	@python3 .ci/service/libreoffice.py .build/release/assay
	@python3 .ci/service/soak.py .build/release/assay 7200
	@if [ -n "$$ASSAY_CORPORA" ]; then .ci/hostile; fi
	@.ci/mutate 120
	@.ci/sanitize $(QUIET)

packages-evaluate:
	@.ci/install build evaluate

evaluate: packages-evaluate build ## Scores corpora/, and the folders below ASSAY_CORPORA
	@.ci/evaluate

evaluate-peers: packages-evaluate build ## Reads the same documents with other programs, and prints a table
	@.ci/evaluate-peers

bench: packages-bench build ## Measures speed and memory, each beside its anchor
	@.ci/bench
	@.ci/bench-service
	@.ci/bench-live
	@.ci/bench-dashboard

format: ## Formats all Swift code
	@swift format --in-place --recursive --parallel $(SOURCES)

lint: ## Checks style
	@swift format lint --strict --recursive --parallel $(SOURCES)
	@.ci/style

install: build ## Installs below PREFIX (/usr/local)
	@.ci/install-files "$(PREFIX)"

clean: ## Removes what was built
	@rm -rf .build
