# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Tests. Every test program runs by its path too, for example build/tests/core/test_hours; each finds what it reads by
# the environment below.

export TZ := Europe/Berlin
export LC_ALL := C.UTF-8
TEST_ENVIRONMENT = KOMPASS_BUILD=$(abspath $(BUILD)) KOMPASS_SOURCE=$(CURDIR)

SUPPORT_SRC := $(wildcard tests/support/*.c)
CORE_TESTS  := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/core/test_*.c))
TUI_TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/tui/test_*.c))
E2E_TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/e2e/test_*.c))

$(BUILD)/libsupport.a: $(call object,$(SUPPORT_SRC))

$(CORE_TESTS): $(BUILD)/tests/core/%: $(call object,tests/core/%.c) $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka

$(TUI_TESTS): $(BUILD)/tests/tui/%: $(call object,tests/tui/%.c) $(BUILD)/libkiosk.a $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka

$(E2E_TESTS): $(BUILD)/tests/e2e/%: $(call object,tests/e2e/%.c) $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $^ $(CORE_LIBS) -lcmocka -lvterm -lutil

# A test program's name without its folder: make unit-core_hours runs tests/core/test_hours alone.
unit-%:
	@$(MAKE) $(BUILD)/tests/$(subst _,/test_,$(firstword $(subst _, ,$*))_)$(patsubst $(firstword $(subst _, ,$*))_%,%,$*)
	@$(TEST_ENVIRONMENT) $(BUILD)/tests/$(subst _,/test_,$(firstword $(subst _, ,$*))_)$(patsubst $(firstword $(subst _, ,$*))_%,%,$*)

run_tests = @set -e; for test in $(1); do echo "  TEST     $$test"; $(TEST_ENVIRONMENT) $$test; done

.PHONY: test test-core test-tui e2e
test: test-core test-tui e2e
test-core: $(CORE_TESTS) locales
	$(call run_tests,$(CORE_TESTS))
test-tui: $(TUI_TESTS) locales catalog
	$(call run_tests,$(TUI_TESTS))
e2e: $(E2E_TESTS) all catalog  ## end-to-end journeys in a pseudo-terminal
	$(call run_tests,$(E2E_TESTS))
