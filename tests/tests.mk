# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Tests and other proofs of quality. Every test program runs by its path too, for example build/tests/core/test_hours, from
# the root of the sources; elsewhere it finds what it reads by the environment below.

export TZ := Europe/Berlin
export LC_ALL := C.UTF-8
TEST_ENVIRONMENT = KOMPASS_BUILD=$(abspath $(BUILD)) KOMPASS_SOURCE=$(CURDIR)

# ---- test programs -----------------------------------------------------------------------------------------------

$(call object,$(wildcard tests/*/*.c)): | $(BUILD)/.packages-test

$(BUILD)/libsupport.a: $(call object,$(wildcard tests/support/*.c))

# The tests of a folder of tests/: make test-FOLDER runs them all, make unit-FOLDER_hours runs tests/FOLDER/test_hours alone.
# $(1) the folder, $(2) libraries of ours, $(3) others, $(4) what its programs read and run
define tests
$(1)_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/$(1)/test_*.c))
$(foreach name,$(basename $(notdir $(wildcard tests/$(1)/test_*.c))),
$(call program,tests/$(1)/$(name),tests/$(1)/$(name).c $(SRC_$(name)),$(2),$(3) $(LIBS_$(name)))
)
$$($(1)_TESTS): | $(4)
.PHONY: test-$(1)
test-$(1): $$($(1)_TESTS)
	@$$(TEST_ENVIRONMENT) tests/run.sh $$^
unit-$(1)_%: $(BUILD)/tests/$(1)/test_%
	@$$(TEST_ENVIRONMENT) $$<
endef

# What single programs have besides.
LIBS_test_qr              := -Wl,--wrap=QRinput_new2,--wrap=QRinput_appendECIheader,--wrap=QRinput_append,--wrap=QRcode_encodeInput
LIBS_test_codes           := -lzbar
LIBS_test_events          := -lzbar
LIBS_test_print           := $(PRINT_LIBS)
LIBS_test_ipp             := $(PRINT_LIBS)
LIBS_test_paper_pages     := $(PRINT_LIBS) -lzbar
LIBS_test_text_order      := -lfribidi
LIBS_test_command         := -lssl -lcrypto
LIBS_test_sync_https      := -lssl -lcrypto
LIBS_test_integreat_https := -lssl -lcrypto
LIBS_test_link_probe      := -lssl -lcrypto
LIBS_test_contact_check   := -lssl -lcrypto
SRC_test_pictogram        := deploy/pictograms/reader.c
SRC_test_link_probe       := tests/support/link_server.c tests/support/listener.c
SRC_test_contact_check    := tests/support/link_server.c tests/support/listener.c
SRC_test_sync_https       := tests/support/https_server.c tests/support/listener.c
SRC_test_integreat_https  := tests/support/https_server.c tests/support/listener.c

$(eval $(call tests,core,core,$(CORE_LIBS) -lcmocka,all $(GOLDEN)/1.db))
$(eval $(call tests,tui,support staff kiosk gallery terminal tui core,$(CORE_LIBS) -lcmocka,locales gallery $(GOLDEN)/1.db))
$(eval $(call tests,e2e,support tui core,$(CORE_LIBS) -lcmocka -lvterm -lutil,all catalog gallery))

# What a program in which people write gets from a terminal.
$(eval $(call program,tools/show_events,tests/tools/show_events.c,support terminal tui core,$(CORE_LIBS) $(TERM_LIBS)))
$(BUILD)/tests/e2e/test_input: | $(BUILD)/tools/show_events

# All is built at first, with all processors, so that tests which measure time have what they run on for themselves.
.PHONY: test test-built suite e2e golden
test:  ## all tests, made-up languages and a made-up kind, the layers, the lists of packages, the console's fonts, a build with clang, a short fuzz run
	@+$(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,--jobs=$(shell nproc)) test-built
	@$(MAKE) suite
	@+$(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,--jobs=$(shell nproc)) --output-sync=target pseudo made-up layers kinds packages-check font-check fuzz-short

test-built: $(e2e_TESTS) $(tui_TESTS) $(core_TESTS) pseudo-built made-up-built font-check-built clang-build fuzz-built

suite: $(e2e_TESTS) $(tui_TESTS) $(core_TESTS)
	@$(TEST_ENVIRONMENT) tests/run.sh $^
e2e: test-e2e  ## end-to-end journeys in a pseudo-terminal

golden: $(BUILD)/tests/tui/test_golden $(BUILD)/tests/tui/test_gallery $(BUILD)/tests/tui/test_staff $(BUILD)/tests/tui/test_text $(BUILD)/tests/tui/test_closures $(BUILD)/tests/tui/test_translate $(BUILD)/tests/tui/test_staff_history $(BUILD)/tests/tui/test_staff_closure $(BUILD)/tests/tui/test_staff_fields $(BUILD)/tests/tui/test_staff_links $(BUILD)/tests/tui/test_staff_publish $(BUILD)/tests/tui/test_screens  ## write the expected screens anew, for git diff to show
	@for program in $^; do $(TEST_ENVIRONMENT) KOMPASS_GOLDEN=write $$program; done

# ---- made-up languages -------------------------------------------------------------------------------------------

# Two languages more, made of German: a line and a file in locales/ and rows of content for each, and no line of the program. Only the
# table of languages is compiled again; the walk goes through all screens in them.
PSEUDO      := $(BUILD)/pseudo
PSEUDO_TAGS := qaa qab
PSEUDO_LOCALES := $(PSEUDO_TAGS:%=$(PSEUDO)/locales/kiosk/%.txt)

$(eval $(call program,tools/pseudo,tests/tools/pseudo.c,core,$(CORE_LIBS)))

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
$(eval $(call program,pseudo/kompass,$(PSEUDO)/language.o $(CLI_SRC),core,$(CORE_LIBS)))
$(eval $(call program,pseudo/kompass-kiosk,$(PSEUDO)/language.o tui/kiosk/main.c,kiosk terminal tui core,$(CORE_LIBS) $(TERM_LIBS)))
$(eval $(call program,pseudo/test_walk,$(PSEUDO)/language.o tests/e2e/test_walk.c,support tui core,$(CORE_LIBS) -lcmocka -lvterm -lutil))

$(PSEUDO)/share/kompass/catalog/1.db: $(PSEUDO)/kompass $(PSEUDO_LOCALES) $(CONTENT)
	$(call say,CATALOG,$@)rm -rf $(PSEUDO)/content && cp -rL data/content $(PSEUDO)/content && \
	  cp $(PSEUDO_TAGS:%=$(PSEUDO)/locales/%.json) $(PSEUDO)/content/translations && \
	  $(call make_catalog,$(abspath $(@D)),$(abspath $(PSEUDO)/steps),1795392000,$(abspath $(PSEUDO))/kompass,$(abspath $(PSEUDO)/content))

.PHONY: pseudo pseudo-built
pseudo-built: $(PSEUDO)/test_walk $(PSEUDO)/kompass-kiosk $(PSEUDO)/share/kompass/catalog/1.db
pseudo: pseudo-built  ## walk through all screens in two made-up languages, 40 % longer, one from right to left
	@KOMPASS_BUILD=$(abspath $(PSEUDO)) KOMPASS_SOURCE=$(CURDIR) KOMPASS_WALK='$(PSEUDO_TAGS)' tests/run.sh $(PSEUDO)/test_walk

# ---- a made-up kind ----------------------------------------------------------------------------------------------

# A kind of thing more, of which only the model and the schema were told (tests/made-up/README.md). What of the core knows the
# model is compiled again and taken whole; the library that has the rest comes behind it.
MADE_UP       := $(BUILD)/made-up
MADE_UP_TESTS := $(MADE_UP)/test_model $(MADE_UP)/test_every_kind
MADE_UP_FLAGS  = -I$(MADE_UP)/source -I$(MADE_UP)
MADE_UP_MODEL := $(MADE_UP)/source/core/model/model.h $(MADE_UP)/source/core/model/model.c $(MADE_UP)/generated/schema.inc

$(MADE_UP)/source/core/model/%: core/model/% tests/made-up/%.sed
	$(call say,GEN,$@)mkdir -p $(@D) && sed -f tests/made-up/$*.sed $< > $@
$(MADE_UP)/source/schema.sql: data/schema.sql tests/made-up/schema.sql.sed
	$(call say,GEN,$@)mkdir -p $(@D) && sed -f tests/made-up/schema.sql.sed $< > $@
$(MADE_UP)/generated/schema.inc: $(MADE_UP)/source/schema.sql
	$(call say,GEN,$@)mkdir -p $(@D) && $(bytes)

$(MADE_UP)/obj/core/model/model.o: $(MADE_UP)/source/core/model/model.c
	$(call say,CC,$<)mkdir -p $(@D) && $(CC) $(MADE_UP_FLAGS) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(MADE_UP)/obj/%.o: %.c $(MADE_UP_MODEL) | $(GENERATED)
	$(call say,CC,$<)mkdir -p $(@D) && $(CC) $(MADE_UP_FLAGS) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
-include $(shell find $(MADE_UP)/obj -name '*.d' 2>/dev/null)

# Who knows the model is known when the library is built.
$(MADE_UP)/libmodel.a: $(BUILD)/libcore.a $(MADE_UP_MODEL)
	@objects=$$(grep -lE 'core/model/model.h|generated/schema.inc' $(CORE_SRC:%.c=$(BUILD)/obj/%.d) | \
	  sed 's,^$(BUILD)/obj/\(.*\)\.d$$,$(MADE_UP)/obj/\1.o,') && $(MAKE) $$objects && rm -f $@ && ar rcs $@ $$objects

$(MADE_UP_TESTS): $(MADE_UP)/%: $(MADE_UP)/obj/tests/core/%.o $(MADE_UP)/libmodel.a $(BUILD)/libcore.a
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--whole-archive $(MADE_UP)/libmodel.a -Wl,--no-whole-archive $(BUILD)/libcore.a $(CORE_LIBS) -lcmocka

.PHONY: made-up made-up-built
made-up-built: $(MADE_UP_TESTS)
made-up: made-up-built | all  ## a kind of thing more goes the whole way, with nothing but a row of the model and a table
	@$(TEST_ENVIRONMENT) KOMPASS_MADE_UP_KIND=poster tests/run.sh $(MADE_UP_TESTS)

# ---- faults ------------------------------------------------------------------------------------------------------

# The suite tries a part of this; docs/reliability.md has the table.
.PHONY: fault
fault: $(BUILD)/tests/core/test_faults $(BUILD)/tests/core/test_patch  ## everything that can go wrong between publisher and kiosk, counted
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
monkey: $(BUILD)/tests/e2e/test_monkey  ## a million keys, sequences, signals and sizes into the locked kiosk
	@$(TEST_ENVIRONMENT) KOMPASS_MONKEY_EVENTS=$(MONKEY_EVENTS) KOMPASS_MONKEY_SEED=$(MONKEY_SEED) $<

# ---- benchmarks --------------------------------------------------------------------------------------------------

$(eval $(call program,bench/floor,tests/bench/floor.c,,$(TERM_LIBS)))
$(eval $(call program,bench/bench,tests/bench/bench.c,support tui core,$(CORE_LIBS) -lvterm -lutil))
$(eval $(call program,bench/text,tests/bench/text.c,core,$(CORE_LIBS)))
$(eval $(call program,bench/sync,tests/bench/sync.c,core,$(CORE_LIBS) -lcmocka))
$(eval $(call program,bench/bench_search,tests/bench/bench_search.c,core,$(CORE_LIBS)))
$(eval $(call program,bench/fleet,tests/bench/fleet.c,,-lcurl))
$(eval $(call program,bench/print,tests/bench/print.c,support staff kiosk gallery terminal tui core,$(PRINT_LIBS) $(CORE_LIBS) -lcmocka))

$(eval $(call program,bench/staff,tests/bench/staff.c,support tui core,$(CORE_LIBS) -lcmocka -lvterm -lutil))
$(eval $(call program,bench/staff_many,tests/bench/staff_many.c,support tui core,$(CORE_LIBS) -lcmocka -lvterm -lutil))

.PHONY: bench bench-print bench-text bench-sync fleet bench-tls staff-bench
bench: $(BUILD)/bench/bench $(BUILD)/bench/text $(BUILD)/bench/floor all catalog | $(BUILD)/.packages-bench  ## waiting times, bytes and memory beside a 20-line ncurses program
	@$(BUILD)/bench/text
	@$(TEST_ENVIRONMENT) $<
bench-print: $(BUILD)/bench/print locales $(GOLDEN)/1.db  ## how long somebody waits for a slip, in every language
	@$(TEST_ENVIRONMENT) $<
bench-text: $(BUILD)/bench/text
	@$<

staff-bench: $(BUILD)/bench/staff $(BUILD)/bench/staff_many $(BUILD)/bench/floor all catalog  ## the staff's program: 10,000 offers, a thousand kills, twenty editors over SSH
	@$(TEST_ENVIRONMENT) $(BUILD)/bench/staff
	@$(TEST_ENVIRONMENT) $(BUILD)/bench/staff_many

bench-sync: $(BUILD)/bench/sync all  ## adopting a catalog of 100 MB: time, memory, and what takes it
	@$(TEST_ENVIRONMENT) $<

fleet: $(BUILD)/bench/fleet all | $(BUILD)/.packages-fleet  ## 1,000 kiosks follow an nginx for a simulated week: bytes, requests, CPU
	@tests/bench/fleet.sh $(BUILD)

bench-tls: $(BUILD)/bench/fleet | $(BUILD)/.packages-fleet  ## bytes of a poll that finds nothing new, HTTP and TLS apart, by certificate
	@tests/bench/tls.sh $(BUILD)

# DATA: a folder as `kompass import integreat` reads it, with questions.json in it. Without it: OFFERS offers in all languages.
DATA   ?=
OFFERS ?= 100000
.PHONY: bench-search
bench-search: $(BUILD)/bench/bench_search  ## how well questions find their page (DATA=folder), or how fast 100,000 offers are
	@rm -f $(BUILD)/bench/offers-*.db
	@$(TEST_ENVIRONMENT) $< $(if $(DATA),$(DATA),--offers $(OFFERS))

# ---- pictures ----------------------------------------------------------------------------------------------------

.PHONY: pictures screens
pictures: all $(GOLDEN)/1.db | $(BUILD)/.packages-pictures $(BUILD)/.packages-fonts  ## the screens in each theme as PNG, in the graphical kiosk's xterm, in xterm and on the console; in build/pictures, a quarter of an hour
	@deploy/pictures/xterm.sh $(BUILD) kiosk
	@deploy/pictures/xterm.sh $(BUILD) xterm
	@deploy/pictures/console.sh $(BUILD)

screens: $(BUILD)/tests/tui/test_screens  ## write the drawings of docs/screens anew
	@$(TEST_ENVIRONMENT) KOMPASS_GOLDEN=write $<

# ---- widths on the glass -----------------------------------------------------------------------------------------

$(eval $(call program,tools/width_check,tests/tools/width_check.c,terminal tui core,$(CORE_LIBS)))

.PHONY: width-check
width-check: $(BUILD)/tools/width_check | $(BUILD)/.packages-pictures  ## are characters as wide on real terminals as layouts take them to be?
	@tests/tools/widths.sh $(BUILD)

# ---- the same in other builds ------------------------------------------------------------------------------------

# Whoever includes this file builds into a folder of its own below this one, with the generated things of its own.
GCC_SANITIZE   := -fsanitize=address,undefined -fno-sanitize-recover=all
CLANG_SANITIZE := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

.PHONY: asan valgrind coverage
asan: | $(BUILD)/.packages-test  ## all tests with the address and undefined-behaviour sanitizers
	@$(MAKE) BUILD=$(BUILD)/asan CFLAGS='-O1 -g -fno-omit-frame-pointer -fPIE' SANITIZE='$(GCC_SANITIZE)' suite

# Leaks are asan's to find: here they would be found in tests of ends without memory, where nothing is to be freed.
valgrind: $(core_TESTS) | $(BUILD)/.packages-lint  ## the core's tests under valgrind
	@$(TEST_ENVIRONMENT) RUN_WITH='valgrind --quiet --error-exitcode=99 --leak-check=no --suppressions=$(CURDIR)/tests/lint/valgrind.supp' tests/run.sh $(core_TESTS)

coverage: | $(BUILD)/.packages-test $(BUILD)/.packages-lint  ## which lines the tests reach; a page in build/coverage/report
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) BUILD=$(BUILD)/coverage CFLAGS='-O0 -g -fPIE' SANITIZE=--coverage suite
	@mkdir -p $(BUILD)/coverage/report
	@gcovr --root . --filter core/ --filter tui/ --filter cli/ --exclude-unreachable-branches --sort-uncovered \
	  --html-details $(BUILD)/coverage/report/index.html --txt $(BUILD)/coverage/report/summary.txt $(BUILD)/coverage
	@cat $(BUILD)/coverage/report/summary.txt

# ---- a second compiler -------------------------------------------------------------------------------------------

# clang warns while it reads, before it makes code. What fuzz targets link
# it compiles for them, under the same warnings.
CLANG_READS := $(filter-out $(wildcard tests/fuzz/*.c),$(KIOSK_SRC) tui/kiosk/main.c $(PRINT_SRC) $(GALLERY_SRC) tui/gallery/main.c $(CLI_SRC) $(wildcard tests/*/*.c))

$(BUILD)/clang/%.read: %.c | $(GENERATED) $(BUILD)/.packages-test
	$(call say,CLANG,$<)mkdir -p $(@D) && clang $(CPPFLAGS) $(ALL_CFLAGS) -fsyntax-only -MMD -MP -MF $(@:.read=.d) -MT $@ $< && touch $@

-include $(shell find $(BUILD)/clang -name '*.d' 2>/dev/null)

.PHONY: clang-build
clang-build: $(CLANG_READS:%.c=$(BUILD)/clang/%.read) fuzz-built

# ---- fuzzing -----------------------------------------------------------------------------------------------------

# Each tests/fuzz/fuzz_NAME.c is a libFuzzer target; inputs to begin with lie in tests/fuzz/seeds/NAME. The short run does the
# same inputs every time.
FUZZ_NAMES   := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BUILD   := $(BUILD)/fuzz
FUZZ_RUNS    ?= 50000
FUZZ_SECONDS ?= 600
FUZZ_MAKE    = $(MAKE) BUILD=$(FUZZ_BUILD) CC=clang CFLAGS='-O1 -g -fno-omit-frame-pointer -fPIE' SANITIZE='$(CLANG_SANITIZE)'

$(foreach name,$(FUZZ_NAMES),$(eval $(call program,fuzz_$(name),tests/fuzz/fuzz_$(name).c,terminal tui core,-fsanitize=fuzzer $(CORE_LIBS))))

.PHONY: fuzz fuzz-short fuzz-built fuzz-programs
fuzz-programs: $(FUZZ_NAMES:%=$(BUILD)/fuzz_%)
fuzz-built: | $(BUILD)/.packages-test
	@+$(FUZZ_MAKE) fuzz-programs

fuzz-short: fuzz-built
	@tests/fuzz/short.sh $(FUZZ_BUILD) $(FUZZ_RUNS) $(FUZZ_NAMES)

fuzz: $(FUZZ_NAMES:%=fuzz-%)  ## every fuzz target for FUZZ_SECONDS (600); fuzz-NAME runs one

fuzz-%: | $(BUILD)/.packages-test
	@+$(FUZZ_MAKE) $(FUZZ_BUILD)/fuzz_$*
	@mkdir -p $(FUZZ_BUILD)/corpus/$* && $(FUZZ_BUILD)/fuzz_$* -timeout=10 -artifact_prefix=$(FUZZ_BUILD)/ -max_total_time=$(FUZZ_SECONDS) \
	  $(FUZZ_BUILD)/corpus/$* $(wildcard tests/fuzz/seeds/$*)

# ---- reading the sources -----------------------------------------------------------------------------------------

.PHONY: layers kinds packages-check lint tidy cppcheck spelling
layers:  ## hold the sources to the dependency rule, a name to one thing, and each folder to a README of its sources
	@tests/lint/layers.sh $(GROUPS)
	@tests/lint/names.sh
	@tests/lint/readmes.sh $(GROUPS) cli
kinds:  ## hold the sources outside core/model to what they may know of single kinds of things
	@tests/lint/kinds.sh
packages-check:  ## hold targets, scripts and debian/control to the list of packages
	@tests/lint/packages.sh

lint: layers kinds packages-check tidy cppcheck spelling units  ## layers, kinds, packages, clang-tidy, cppcheck, spelling, systemd's units

LINT_SRC = $(CORE_SRC) $(TUI_SRC) $(TERM_SRC) $(wildcard tui/kiosk/*.c tui/print/*.c tui/gallery/*.c) $(CLI_SRC)

tidy: $(GENERATED) | $(BUILD)/.packages-lint
	@printf '%s\n' $(LINT_SRC) | xargs -n 4 -P "$$(nproc)" bash -c \
	  'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- -std=c17 -I. -I$(BUILD) -isystem /usr/include/libxml2 $(PRINT_CPPFLAGS) -D_GNU_SOURCE -DKOMPASS_VERSION=\"\" 2>/dev/null' tidy

cppcheck: $(GENERATED) | $(BUILD)/.packages-lint
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -j "$$(nproc)" --enable=warning,performance,portability \
	  --suppress=missingIncludeSystem -I. -I$(BUILD) -D_GNU_SOURCE $(LINT_SRC)

# The units as systemd reads them, in an empty root, and how exposed each one is (0 best, 10 worst; systemd-analyze(1)).
.PHONY: units
units: $(BUILD)/vtlock all catalog | $(BUILD)/.packages-lint
	@tests/lint/units.sh $(BUILD)

spelling: | $(BUILD)/.packages-lint
	@codespell --quiet-level=2 --ignore-words-list=sie,adresse,alle,als,oder,und,wege,ist,ane,foto,siz,ende,autor $(wildcard README.md data/content/README.md) docs
