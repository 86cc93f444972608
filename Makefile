# `make` builds Litmus and the course's site, `make test` runs every test and checks every claim. `make bench` times
# the engine beside PyTorch and NumPy, where they are there, and then what authors wait for: edits, builds, long courses. Either alone:
# `make bench-engine BENCH='--filter conv --rounds 50'`, `make bench-course BENCH='--filter edited'`.
# All install what the machine lacks: Debian packages on Linux, Homebrew's on macOS.

SWIFT ?= swift
# One configuration for the tool and its tests, so that nothing is compiled twice.
FLAGS := -c release -Xswiftc -enable-testing
LITMUS := .build/release/litmus

DEBIAN := libcmark-dev libopenblas-pthread-dev libjavascriptcoregtk-4.1-dev libjs-katex fonts-katex pkg-config wasi-libc libssl-dev \
  bubblewrap python3-venv
HOMEBREW := cmark openblas katex pkg-config wasi-libc
# A browser that drives the pages, and what the HTML checker runs on. Tests that lack them say so.
DEBIAN_TESTS := chromium default-jre-headless
HOMEBREW_TESTS := chromium openjdk

COMMA := ,

ifeq ($(wildcard .build/validators/ready),)
.PHONY: .build/validators
endif

.PHONY: site build test bench bench-engine bench-course error-rates prerequisites test-prerequisites clean

site: build
	$(LITMUS) build

build: prerequisites
	$(SWIFT) build $(FLAGS)

test: prerequisites test-prerequisites .build/wasm/training.wasm .build/wasm/figures.wasm .build/validators
	$(SWIFT) build $(FLAGS) --build-tests
	LITMUS_DEMO=.build/demo $(SWIFT) test $(FLAGS) --skip-build --disable-xctest
	$(LITMUS) check
	$(LITMUS) build --output .build/site
	Tests/BrowserTests/run.sh .build/validators .build/demo .build/site

bench: bench-engine bench-course

bench-engine: prerequisites
	$(SWIFT) build $(FLAGS) --product litmus-bench
	.build/release/litmus-bench $(BENCH)

bench-course: build
	.build/release/litmus-course-bench $(BENCH)

# Writes what the simulation of wrong verdicts finds into Judgement.md.
error-rates: prerequisites
	$(SWIFT) build $(FLAGS) --build-tests
	LITMUS_WRITE_ERROR_RATES=1 $(SWIFT) test $(FLAGS) --skip-build --disable-xctest --filter ErrorRateTests

# The engine's core as it runs in a browser; a test compares its results with the native ones.
.build/wasm/training.wasm: $(shell find Sources/NN Sources/CKernels -type f) $(wildcard Tests/NNTests/WebAssembly/*)
	Tests/NNTests/WebAssembly/build.sh $@

# The figures' renderer as it runs in a browser; a test compares its drawings with the native ones, byte by byte.
.build/wasm/figures.wasm: $(shell find Sources/Records Sources/Figures -type f) $(wildcard Tests/FiguresTests/WebAssembly/*)
	Tests/FiguresTests/WebAssembly/build.sh $@

# What reports are validated with. Made anew where it is not whole, as after a test without a network.
.build/validators: Tests/Validators/requirements.txt Tests/Validators/install.sh
	Tests/Validators/install.sh $@

# Looks before it installs, so that a machine that has everything needs neither the network nor root.
define install
	@if [ "$$(uname)" = Darwin ]; then \
	  for package in $(2); do brew list --versions $$package >/dev/null || brew install $$package; done; \
	elif command -v dpkg-query >/dev/null; then \
	  missing=""; \
	  for package in $(1); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	    $$as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $$missing; \
	  fi; \
	else \
	  echo "On this system, install by hand: $(3)"; \
	fi
endef

prerequisites:
	$(call install,$(DEBIAN),$(HOMEBREW),cmark$(COMMA) OpenBLAS (pthreads)$(COMMA) JavaScriptCore for GTK 4.1$(COMMA) KaTeX$(COMMA) bubblewrap$(COMMA) pkg-config)

test-prerequisites:
	-$(call install,$(DEBIAN_TESTS),$(HOMEBREW_TESTS),Chromium$(COMMA) Java)

clean:
	rm -rf .build site/public
