# Two commands are enough on a new machine: make run, make test.
# Every target is one line that calls what does the work.

.DEFAULT_GOAL := help
.PHONY: help setup command wasm page stick release reproducible audit sample run serve test test-rust actions mutants made-reports fuzz fuzz-text test-wasm test-web test-corpus test-pixels test-screening test-readers test-reports test-pdfs check bench memory-bench all-bench page-bench shots tour clean
SHELL := bash

SAMPLE := build/sample
PORT ?= 8118
SERVE ?= yes

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing (a look of under two seconds when nothing is)
	@scripts/setup.sh

run: ## build all, run the sample, serve the page on 127.0.0.1 (SERVE=no: do not serve)
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory command page
	@scripts/run_sample.sh $(SAMPLE) build/sample-out.zip
	@if [ "$(SERVE)" = no ]; then echo "not served (SERVE=$(SERVE))"; else $(MAKE) --no-print-directory serve; fi

serve: ## serve what is built on 127.0.0.1 (PORT=8118), until Ctrl-C
	@node scripts/serve.mjs pkg $(PORT)

command: ## the safelight command: target/release/safelight
	@cargo build --release --quiet --bin safelight
	@. scripts/toolchain.sh && echo "command: $$(safelight_command)"

wasm: ## the engines for the page: build/wasm, build/wasm-reader, build/wasm-check
	@scripts/build_wasm.sh

page: wasm ## the page as one file, pkg/safelight.html, pkg/safelight-ocr.html, pkg/verify.html; for portals and servers: pkg/
	@node www/bundle.mjs

stick: page ## the zip for a USB stick: pages, check sums, a guide: pkg/safelight-stick.zip
	@. scripts/toolchain.sh && CHROMIUM="$$(find_chromium)" node scripts/stick.mjs

release: ## what is handed out, of a clean tree, with notices, bill of materials and check sums: build/release
	@scripts/setup.sh build
	@scripts/release.sh

reproducible: ## build the last commit in two other folders and compare every page (long; by hand)
	@scripts/reproducible.sh

audit: ## known faults, licences and sources of every package
	@scripts/audit.sh

sample: command ## write the made-up study and report to build/sample
	@. scripts/toolchain.sh && "$$(safelight_command)" sample $(SAMPLE)

test: ## every test; the last line counts them
	@scripts/setup.sh
	@scripts/test.sh rust wasm web corpus pixels readers reports

test-rust: ## the engine's tests, native
	@scripts/test.sh rust

actions: ## the ten actions of MIDI-B over planted studies, as a table
	@cargo test --quiet --test ten_actions -- --nocapture

mutants: ## take one rule after the other out and list which test sees it (long; by hand)
	@python3 scripts/mutants.py; python3 scripts/mutants.py --threats; python3 scripts/threats.py

made-reports: ## made-up reports with gold: SEED=1 COUNT=100 OUT=build/made-reports
	@SEED=$(or $(SEED),1) COUNT=$(or $(COUNT),100) OUT=$(or $(OUT),build/made-reports) \
	  cargo test --quiet --test made_reports write_made_reports -- --ignored

fuzz: ## coverage-guided fuzzing of every door for SECONDS=60 each (needs a C++ compiler; by hand): TARGETS="pdf zip"
	@scripts/setup.sh
	@scripts/fuzz.sh $(or $(SECONDS),60) $(TARGETS)

fuzz-text: ## damaged pieces of reports for the finder: COUNT=1000000 SEED=1
	@cargo run --quiet --profile fuzz --example fuzz_text -- $(or $(COUNT),1000000) $(or $(SEED),1)

test-wasm: ## the engine in Chromium: same bytes as native
	@scripts/test.sh wasm

test-web: ## the built page in Chromium and Firefox
	@scripts/test.sh web

test-corpus: ## public DICOM files in, read again by pydicom
	@scripts/test.sh corpus

test-pixels: ## frames in every transfer syntax, compared with pydicom and other decoders
	@scripts/test.sh pixels

test-screening: ## text in 360 made-up frames found, boxed, hidden (READER=PYTHON reads again; long; by hand)
	@scripts/setup.sh
	@READER=$(READER) scripts/test.sh screening

test-readers: ## the sample's zip read by pydicom, pdftotext, unzip, qpdf
	@scripts/test.sh readers

test-reports: ## made-up PDF, DOCX, RTF, TXT, HL7 and FHIR in, judged by pdftotext and qpdf
	@scripts/test.sh reports

test-pdfs: ## the test PDFs of other readers, fetched by hash: words beside pdftotext, changed bytes (long; by hand)
	@scripts/setup.sh
	@scripts/test.sh pdfs

check: ## formatting, lints, types
	@cargo fmt --check
	@cargo clippy --all-targets --quiet -- -D warnings

bench: ## rates beside other tools on the same made-up data, growth with the size: benches/RESULTS.md
	@scripts/setup.sh
	@scripts/bench.sh native

memory-bench: page ## memory of the page from 100 MB to 5 GB (minutes, 12 GB of disk, Linux): benches/RESULTS.md
	@scripts/bench.sh memory

all-bench: page ## rates of the command and of the page, and the page's memory, one after the other
	@scripts/bench.sh all

page-bench: page sample ## rates of the page beside the browser's limit; 1,000 CT slices: blocking, memory, cancel; time of report, certificate, text in pictures
	@scripts/bench.sh page
	@node tests/web/bench.mjs
	@node tests/web/text_bench.mjs
	@node tests/web/paper_bench.mjs build/sample/*/Report*.pdf "$$(ls build/sample/*/CT*/*.dcm | head -1)"

tour: page ## take the pictures of README.md anew: docs/tour
	@. scripts/toolchain.sh && CHROMIUM="$$(find_chromium)" node scripts/tour.mjs

shots: page ## pictures of the page in every state, on one sheet: build/shots
	@node tests/web/shots.mjs

clean: ## remove everything that was built or installed here
	@rm -rf build target node_modules pkg/*.html pkg/*.js pkg/*.d.ts pkg/*.zip pkg/hosted
