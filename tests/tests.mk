# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Tests and other proofs of quality. Every test program runs by its path too, for example build/tests/core/test_hours, from
# the root of the sources; elsewhere it finds what it reads by the environment below.

export TZ := Europe/Berlin
export LC_ALL := C.UTF-8
TEST_ENVIRONMENT = KOMPASS_BUILD=$(abspath $(BUILD)) KOMPASS_SOURCE=$(CURDIR)

# ---- test programs -----------------------------------------------------------------------------------------------

SUPPORT_SRC := $(wildcard tests/support/*.c)
CORE_TESTS  := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/core/test_*.c))
TUI_TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/tui/test_*.c))
E2E_TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/e2e/test_*.c))
ALL_TESTS   := $(E2E_TESTS) $(TUI_TESTS) $(CORE_TESTS)

$(BUILD)/libsupport.a: $(call object,$(SUPPORT_SRC))

$(CORE_TESTS): $(BUILD)/tests/core/%: $(call object,tests/core/%.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka

$(BUILD)/tests/core/test_text_order: private CORE_LIBS += -lfribidi
$(BUILD)/tests/core/test_text_order: | $(BUILD)/kompass
HTTPS_TESTS := $(BUILD)/tests/core/test_sync_https $(BUILD)/tests/core/test_integreat_https
$(HTTPS_TESTS) $(BUILD)/tests/e2e/test_command: private CORE_LIBS += -lssl -lcrypto
$(HTTPS_TESTS): $(call object,tests/support/https_server.c)

$(TUI_TESTS): $(BUILD)/tests/tui/%: $(call object,tests/tui/%.c) $(BUILD)/libsupport.a $(BUILD)/libkiosk.a $(BUILD)/libterminal.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka

$(BUILD)/tests/tui/test_sandbox: private CORE_LIBS += $(KIOSK_LIBS)

$(E2E_TESTS): $(BUILD)/tests/e2e/%: $(call object,tests/e2e/%.c) $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka -lvterm -lutil

# What a program in which people write gets from a terminal.
$(BUILD)/tools/show_events: $(call object,tests/tools/show_events.c) $(BUILD)/libsupport.a $(BUILD)/libterminal.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) $(TERM_LIBS)
$(BUILD)/tests/e2e/test_input: | $(BUILD)/tools/show_events

# What the test programs of each folder read and run.
CORE_NEEDS = $(CORE_TESTS) all
TUI_NEEDS  = $(TUI_TESTS) locales $(GOLDEN)/1.db
E2E_NEEDS  = $(E2E_TESTS) all catalog

# A test program's name without its folder: make unit-core_hours runs tests/core/test_hours alone.
unit-%:
	@$(MAKE) $(BUILD)/tests/$(subst _,/test_,$(firstword $(subst _, ,$*))_)$(patsubst $(firstword $(subst _, ,$*))_%,%,$*)
	@$(TEST_ENVIRONMENT) $(BUILD)/tests/$(subst _,/test_,$(firstword $(subst _, ,$*))_)$(patsubst $(firstword $(subst _, ,$*))_%,%,$*)

.PHONY: test suite test-core test-tui e2e golden
test: suite pseudo layers font-check clang-build fuzz-short  ## all tests, made-up languages, the layers, the console's fonts, a build with clang, a short fuzz run

suite: $(CORE_NEEDS) $(TUI_NEEDS) $(E2E_NEEDS)
	@$(TEST_ENVIRONMENT) tests/run.sh $(ALL_TESTS)
test-core: $(CORE_NEEDS)
	@$(TEST_ENVIRONMENT) tests/run.sh $(CORE_TESTS)
test-tui: $(TUI_NEEDS)
	@$(TEST_ENVIRONMENT) tests/run.sh $(TUI_TESTS)
e2e: $(E2E_NEEDS)  ## end-to-end journeys in a pseudo-terminal
	@$(TEST_ENVIRONMENT) tests/run.sh $(E2E_TESTS)

golden: $(BUILD)/tests/tui/test_golden $(TUI_NEEDS)  ## write the expected screens anew, for git diff to show
	@$(TEST_ENVIRONMENT) KOMPASS_GOLDEN=write $<
	@deploy/pictures/screens.sh

# ---- made-up languages -------------------------------------------------------------------------------------------

# Two languages more, made of German: a line and a file in locales/ and rows of content for each, and no line of the program. Only the
# table of languages is compiled again; the walk goes through all screens in them.
PSEUDO      := $(BUILD)/pseudo
PSEUDO_TAGS := qaa qab
PSEUDO_LOCALES := $(PSEUDO_TAGS:%=$(PSEUDO)/locales/kiosk/%.txt)

$(BUILD)/tools/pseudo: $(call object,tests/tools/pseudo.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS)

$(PSEUDO)/share/kompass/%.res: $(SHARE)/%.res
	@mkdir -p $(@D) && cp $< $@
$(PSEUDO)/locales/kiosk/%.txt: $(BUILD)/tools/pseudo $(LOCALES:%=$(PSEUDO)/share/kompass/locales/%.res) $(CONTENT)
	$(call say,GEN,$@)mkdir -p $(@D) && \
	  $< $* $(SHARE)/locales data/content $(PSEUDO)/locales && genrb --quiet -e UTF-8 -d $(PSEUDO)/share/kompass/locales/kiosk $@

$(PSEUDO)/generated/languages.inc: locales/languages.awk locales/languages.txt $(LOCALES:%=locales/%.txt) $(PSEUDO_LOCALES)
	$(call say,GEN,$@)mkdir -p $(@D) && awk -f $(filter-out $(PSEUDO_LOCALES),$^) $(PSEUDO)/locales/*.languages.txt $(PSEUDO_LOCALES) > $@
$(PSEUDO)/language.o: core/language/language.c $(PSEUDO)/generated/languages.inc
	$(call say,CC,$<)$(CC) -I$(PSEUDO) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# The object comes before the library that has another of the name.
$(PSEUDO)/kompass: $(call object,$(CLI_SRC)) $(PSEUDO)/language.o $(BUILD)/libcore.a
$(PSEUDO)/kompass-kiosk: $(call object,tui/kiosk/main.c) $(PSEUDO)/language.o $(BUILD)/libkiosk.a $(BUILD)/libterminal.a $(BUILD)/libtui.a $(BUILD)/libcore.a
$(PSEUDO)/test_walk: $(call object,tests/e2e/test_walk.c) $(PSEUDO)/language.o $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
$(PSEUDO)/kompass $(PSEUDO)/kompass-kiosk $(PSEUDO)/test_walk:
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) $(TERM_LIBS) $(KIOSK_LIBS) -lcmocka -lvterm -lutil

$(PSEUDO)/share/kompass/catalog/1.db: $(PSEUDO)/kompass $(PSEUDO_LOCALES) $(CONTENT)
	$(call say,CATALOG,$@)rm -rf $(PSEUDO)/content && cp -rL data/content $(PSEUDO)/content && \
	  cp $(PSEUDO_TAGS:%=$(PSEUDO)/locales/%.json) $(PSEUDO)/content/translations && \
	  $(call make_catalog,$(abspath $(@D)),$(abspath $(PSEUDO)/steps),1795392000,$(abspath $(PSEUDO))/kompass,$(abspath $(PSEUDO)/content))

.PHONY: pseudo
pseudo: $(PSEUDO)/test_walk $(PSEUDO)/kompass-kiosk $(PSEUDO)/share/kompass/catalog/1.db  ## walk through all screens in two made-up languages, 40 % longer, one from right to left
	@KOMPASS_BUILD=$(abspath $(PSEUDO)) KOMPASS_SOURCE=$(CURDIR) KOMPASS_WALK='$(PSEUDO_TAGS)' tests/run.sh $<

# ---- faults ------------------------------------------------------------------------------------------------------

# The suite tries a part of this; docs/reliability.md has the table.
.PHONY: fault
fault: $(BUILD)/tests/core/test_faults $(BUILD)/tests/core/test_patch all  ## everything that can go wrong between publisher and kiosk, counted
	@$(TEST_ENVIRONMENT) KOMPASS_FAULTS=all $< 2>&1 | sed -n '/^|/p; /ERROR/p; /FAILED/p'
	@$(TEST_ENVIRONMENT) KOMPASS_FAULTS=all $(BUILD)/tests/core/test_patch 2>&1 | sed -n '/^catalog/p; /FAILED/p'

# ---- recurrence --------------------------------------------------------------------------------------------------

# The suite tries 4,000 rules.
RECURRENCE_RULES ?= 100000
RECURRENCE_SEED  ?= 1
.PHONY: recurrence
recurrence: $(BUILD)/tests/core/test_recurrence_generated  ## 100,000 generated rules of recurrence against a slow reader of RFC 5545
	@$(TEST_ENVIRONMENT) KOMPASS_RULES=$(RECURRENCE_RULES) KOMPASS_SEED=$(RECURRENCE_SEED) $<

# ---- the monkey --------------------------------------------------------------------------------------------------

# `make check` sends 4,000 events; a million take a quarter of an hour.
MONKEY_EVENTS ?= 1000000
MONKEY_SEED   ?= 1
.PHONY: monkey
monkey: $(BUILD)/tests/e2e/test_monkey all catalog  ## a million keys, sequences, signals and sizes into the locked kiosk
	@$(TEST_ENVIRONMENT) KOMPASS_MONKEY_EVENTS=$(MONKEY_EVENTS) KOMPASS_MONKEY_SEED=$(MONKEY_SEED) $<

# ---- benchmark ---------------------------------------------------------------------------------------------------

$(BUILD)/bench/floor: $(call object,tests/bench/floor.c)
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(TERM_LIBS)
$(BUILD)/bench/bench: $(call object,tests/bench/bench.c) $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lvterm -lutil

$(BUILD)/bench/text: $(call object,tests/bench/text.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS)

.PHONY: bench bench-text
bench: $(BUILD)/bench/bench $(BUILD)/bench/floor all catalog bench-text  ## waiting times, bytes and memory beside a 20-line ncurses program
	@$(TEST_ENVIRONMENT) $<
bench-text: $(BUILD)/bench/text
	@$<

$(BUILD)/bench/sync: $(call object,tests/bench/sync.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka

.PHONY: bench-sync
bench-sync: $(BUILD)/bench/sync all  ## adopting a catalog of 100 MB: time, memory, and what takes it
	@$(TEST_ENVIRONMENT) $<

# ---- the fleet ---------------------------------------------------------------------------------------------------

$(BUILD)/bench/fleet: $(call object,tests/bench/fleet.c)
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ -lcurl

.PHONY: fleet
fleet: $(BUILD)/bench/fleet all | $(BUILD)/.packages-fleet  ## 1,000 kiosks follow an nginx for a simulated week: bytes, requests, CPU
	@tests/bench/fleet.sh $(BUILD)

.PHONY: bench-tls
bench-tls: $(BUILD)/bench/fleet | $(BUILD)/.packages-fleet  ## bytes of a poll that finds nothing new, HTTP and TLS apart, by certificate
	@tests/bench/tls.sh $(BUILD)

$(BUILD)/bench/bench_search: $(call object,tests/bench/bench_search.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS)

# DATA: a folder as `kompass import integreat` reads it, with questions.json in it. Without it: OFFERS offers in all languages.
DATA   ?=
OFFERS ?= 100000
.PHONY: bench-search
bench-search: $(BUILD)/bench/bench_search  ## how well questions find their page (DATA=folder), or how fast 100,000 offers are
	@rm -f $(BUILD)/bench/offers-*.db
	@$(TEST_ENVIRONMENT) $< $(if $(DATA),$(DATA),--offers $(OFFERS))

# ---- pictures ----------------------------------------------------------------------------------------------------

.PHONY: pictures screens
pictures: all $(GOLDEN)/1.db | $(BUILD)/.packages-tools $(BUILD)/.packages-fonts  ## the screens in xterm and foot as PNG, in build/pictures
	@deploy/pictures/xterm.sh $(BUILD)
	@deploy/pictures/foot.sh $(BUILD)
	@deploy/pictures/console.sh $(BUILD)

screens:  ## write docs/screens anew from the golden screens
	@deploy/pictures/screens.sh

# ---- widths on the glass -----------------------------------------------------------------------------------------

$(BUILD)/tools/width_check: $(call object,tests/tools/width_check.c) $(BUILD)/libterminal.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS)

.PHONY: width-check
width-check: $(BUILD)/tools/width_check | $(BUILD)/.packages-tools  ## are characters as wide on real terminals as layouts take them to be?
	@tests/tools/widths.sh $(BUILD)

# ---- the same in other builds ------------------------------------------------------------------------------------

# Whoever includes this file builds into a folder of its own below this one, with the generated things of its own.
GCC_SANITIZE   := -fsanitize=address,undefined -fno-sanitize-recover=all
CLANG_SANITIZE := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

.PHONY: clang-build asan valgrind coverage
clang-build: | $(BUILD)/.packages-test
	@$(MAKE) BUILD=$(BUILD)/clang CC=clang OPTIMISE=-O1 clang-objects
clang-objects: $(call object,$(CORE_SRC) $(TUI_SRC) $(TERM_SRC) $(KIOSK_SRC) $(CLI_SRC) $(wildcard tui/kiosk/main.c)) $(call object,$(wildcard tests/*/*.c))

asan: | $(BUILD)/.packages-test  ## all tests with the address and undefined-behaviour sanitizers
	@$(MAKE) BUILD=$(BUILD)/asan CFLAGS='-O1 -g -fno-omit-frame-pointer -fPIE' SANITIZE='$(GCC_SANITIZE)' suite

# Leaks are asan's to find: here they would be found in tests of ends without memory, where nothing is to be freed.
valgrind: $(CORE_NEEDS) | $(BUILD)/.packages-tools  ## the core's tests under valgrind
	@$(TEST_ENVIRONMENT) RUN_WITH='valgrind --quiet --error-exitcode=99 --leak-check=no --suppressions=$(CURDIR)/tests/lint/valgrind.supp' tests/run.sh $(CORE_TESTS)

coverage: | $(BUILD)/.packages-tools  ## which lines the tests reach; a page in build/coverage/report
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) BUILD=$(BUILD)/coverage CFLAGS='-O0 -g -fPIE' SANITIZE=--coverage suite
	@mkdir -p $(BUILD)/coverage/report
	@gcovr --root . --filter core/ --filter tui/ --filter cli/ --exclude-unreachable-branches --sort-uncovered \
	  --html-details $(BUILD)/coverage/report/index.html --txt $(BUILD)/coverage/report/summary.txt $(BUILD)/coverage
	@cat $(BUILD)/coverage/report/summary.txt

# ---- fuzzing -----------------------------------------------------------------------------------------------------

# Each tests/fuzz/fuzz_NAME.c is a libFuzzer target; inputs to begin with lie in tests/fuzz/seeds/NAME. The short run does the
# same inputs every time.
FUZZ_NAMES   := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BUILD   := $(BUILD)/fuzz
FUZZ_RUNS    ?= 50000
FUZZ_SECONDS ?= 600
FUZZ_MAKE    = $(MAKE) BUILD=$(FUZZ_BUILD) CC=clang CFLAGS='-O1 -g -fno-omit-frame-pointer -fPIE' SANITIZE='$(CLANG_SANITIZE)'

$(BUILD)/fuzz_%: $(call object,tests/fuzz/fuzz_%.c) $(BUILD)/libterminal.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(CORE_LIBS)

FUZZ_COMMON  = -timeout=10 -artifact_prefix=$(FUZZ_BUILD)/

.PHONY: fuzz fuzz-short fuzz-programs
fuzz-programs: $(FUZZ_NAMES:%=$(BUILD)/fuzz_%)

fuzz-short: | $(BUILD)/.packages-test
	@+$(FUZZ_MAKE) fuzz-programs
	@for name in $(FUZZ_NAMES); do \
	  log=$(FUZZ_BUILD)/$$name.log; seeds=$$(ls -d tests/fuzz/seeds/$$name 2>/dev/null || true); \
	  mkdir -p $(FUZZ_BUILD)/short/$$name && rm -f $(FUZZ_BUILD)/short/$$name/*; \
	  $(FUZZ_BUILD)/fuzz_$$name $(FUZZ_COMMON) -seed=1 -runs=$(FUZZ_RUNS) -max_total_time=10 \
	    $(FUZZ_BUILD)/short/$$name $$seeds >$$log 2>&1 || { tail -n 40 $$log >&2; exit 1; }; \
	  echo "  FUZZ     $$name: $$(grep '^Done' $$log)"; \
	done

fuzz: $(FUZZ_NAMES:%=fuzz-%)  ## every fuzz target for FUZZ_SECONDS (600); fuzz-NAME runs one

fuzz-%: | $(BUILD)/.packages-test
	@+$(FUZZ_MAKE) $(FUZZ_BUILD)/fuzz_$*
	@mkdir -p $(FUZZ_BUILD)/corpus/$* && $(FUZZ_BUILD)/fuzz_$* $(FUZZ_COMMON) -max_total_time=$(FUZZ_SECONDS) \
	  $(FUZZ_BUILD)/corpus/$* $(wildcard tests/fuzz/seeds/$*)

# ---- reading the sources -----------------------------------------------------------------------------------------

.PHONY: layers lint tidy cppcheck spelling
layers:  ## hold the sources to the dependency rule
	@tests/lint/layers.sh $(GROUPS)

lint: layers tidy cppcheck spelling units  ## layers, clang-tidy, cppcheck, spelling, systemd's units

LINT_SRC = $(CORE_SRC) $(TUI_SRC) $(TERM_SRC) $(wildcard tui/kiosk/*.c) $(CLI_SRC)

tidy: $(GENERATED) | $(BUILD)/.packages-tools
	@printf '%s\n' $(LINT_SRC) | xargs -n 4 -P "$$(nproc)" bash -c \
	  'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- -std=c17 -I. -I$(BUILD) -isystem /usr/include/libxml2 -D_GNU_SOURCE -DKOMPASS_VERSION=\"\" 2>/dev/null' tidy

cppcheck: $(GENERATED) | $(BUILD)/.packages-tools
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -j "$$(nproc)" --enable=warning,performance,portability \
	  --suppress=missingIncludeSystem -I. -I$(BUILD) -D_GNU_SOURCE $(LINT_SRC)

# The units as systemd reads them, in an empty root, and how exposed each one is (0 best, 10 worst; systemd-analyze(1)).
.PHONY: units
units: $(BUILD)/vtlock all catalog
	@tests/lint/units.sh $(BUILD)

spelling: | $(BUILD)/.packages-tools
	@codespell --quiet-level=2 --ignore-words-list=sie,adresse,alle,als,oder,und,wege,ist,ane,foto $(wildcard README.md data/content/README.md) docs
