# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Kompass. `make help` lists the targets. Everything built is below $(BUILD).

# ---- settings ----------------------------------------------------------------------------------------------------

CC       ?= cc
BUILD    ?= build
PREFIX   ?= /usr
DESTDIR  ?=
OPTIMISE ?= -O2 -g
WERROR   ?= -Werror
VERSION  := 0.1.0

V ?= 0
ifeq ($(V),0)
Q := @
say = @printf '  %-8s %s\n' '$(1)' '$(2)';
endif

MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.DEFAULT_GOAL := all

# ---- sources -----------------------------------------------------------------------------------------------------

# The groups in the order of the dependency rule: a file includes only its own group and groups named before it.
GROUPS   := core/base core/text core/edit core/language core/time core/database core/paths core/model core/catalog core/editorial core/translation core/desk core/search \
            core/release core/net core/publish core/follow core/exchange/json core/exchange/content core/exchange/integreat core/exchange/ical \
            core/insight core/output core/print tui/kit tui/terminal tui/gallery tui/kiosk tui/print tui/staff
CORE_SRC := $(wildcard core/*/*.c core/*/*/*.c)
TUI_SRC  := $(wildcard tui/kit/*.c)
TERM_SRC := $(wildcard tui/terminal/*.c)
KIOSK_SRC := $(filter-out tui/kiosk/main.c,$(wildcard tui/kiosk/*.c))
STAFF_SRC := $(filter-out tui/staff/main.c,$(wildcard tui/staff/*.c))
PRINT_SRC := $(wildcard tui/print/*.c)
GALLERY_SRC := $(filter-out tui/gallery/main.c,$(wildcard tui/gallery/*.c))
CLI_SRC  := $(wildcard cli/*.c)

object = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

LOCALES   := $(patsubst locales/%.txt,%,$(wildcard locales/*/*.txt))
SPEAKING  := $(patsubst %/de,%,$(filter %/de,$(LOCALES))) # programs with messages of their own
CONTENT   := $(shell find -L data/content -name '*.json' -o -name '*.path' 2>/dev/null)
THEMES    := $(basename $(notdir $(wildcard data/themes/*.theme)))
SHARE     := $(BUILD)/share/kompass
GENERATED := $(addprefix $(BUILD)/generated/,$(SPEAKING:%=%_messages.h) message_sets.inc languages.inc dates.inc schema.inc catalog.inc editorial.inc drafts.inc usage.inc upgrades/2-tables.inc upgrades/2.inc upgrades/3.inc upgrades/4.inc upgrades/5.inc upgrades/6.inc upgrades/7.inc upgrades/8.inc upgrades/9.inc emergency.inc holidays.inc plain-language.inc related-words.inc danger.inc integreat-labels.inc $(THEMES:%=themes/%.inc))

# ---- flags -------------------------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wpointer-arith -Wcast-qual \
            -Wvla -Wformat=2 $(WERROR)
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CPPFLAGS += -I. -I$(BUILD) -isystem /usr/include/libxml2 -D_GNU_SOURCE -DKOMPASS_VERSION='"$(VERSION)"'
CFLAGS   ?= $(OPTIMISE) $(HARDENING)
ALL_CFLAGS = -std=c17 $(WARNINGS) $(CFLAGS) $(SANITIZE)
LDFLAGS  += -pie -Wl,--as-needed -Wl,-z,relro $(SANITIZE)

# Libraries are searched in this order when a program starts. Two thirds of what is searched for are ICU's own and those of
# the library that it is written with; that one comes first, although nothing here needs it but ICU.
CORE_LIBS  := -Wl,--push-state,--no-as-needed -l:libstdc++.so.6 -Wl,--pop-state -licuuc -licui18n -lsqlite3 -lxml2 -lstemmer -lhunspell -lunistring -lsodium -lzstd -lcurl -ljansson -lical -lqrencode -lresolv -luuid -lseccomp -lm
TERM_LIBS  := -lncursesw -ltinfo

# Of core/print alone, in the process that prints: the kiosk is to start without them.
PRINT_LIBS := -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lglib-2.0 -lcairo -lcups
PRINT_CPPFLAGS = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I pangocairo))

# ---- programs ----------------------------------------------------------------------------------------------------

# $(1) a program below $(BUILD), $(2) its sources, or objects that are made otherwise, $(3) libraries of ours, each after those
# that use it, $(4) others
define program
$(BUILD)/$(1): $(call object,$(2)) $(3:%=$(BUILD)/lib%.a)
	$$(call say,LINK,$$@)mkdir -p $$(@D) && $$(CC) $$(LDFLAGS) -o $$@ $$^ $(4)
endef

PROGRAMS := $(BUILD)/kompass $(BUILD)/kompass-kiosk $(BUILD)/kompass-print $(BUILD)/kompass-staff

.PHONY: all
all: $(PROGRAMS) locales $(THEMES:%=$(SHARE)/themes/%.theme)  ## build the programs

$(eval $(call program,kompass,$(CLI_SRC),core,$(CORE_LIBS)))
$(eval $(call program,kompass-kiosk,tui/kiosk/main.c,kiosk terminal tui core,$(CORE_LIBS) $(TERM_LIBS)))
$(eval $(call program,kompass-print,$(PRINT_SRC),kiosk terminal tui core,$(PRINT_LIBS) $(CORE_LIBS) $(TERM_LIBS)))
$(eval $(call program,kompass-staff,tui/staff/main.c,staff kiosk terminal tui core,$(CORE_LIBS) $(TERM_LIBS)))

$(BUILD)/libcore.a: $(call object,$(CORE_SRC))
$(BUILD)/libtui.a: $(call object,$(TUI_SRC))
$(BUILD)/libterminal.a: $(call object,$(TERM_SRC))
$(BUILD)/libkiosk.a: $(call object,$(KIOSK_SRC))
$(BUILD)/libstaff.a: $(call object,$(STAFF_SRC))
$(BUILD)/libgallery.a: $(call object,$(GALLERY_SRC))

$(BUILD)/%.a:
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $^

$(BUILD)/obj/%.o: %.c | $(GENERATED) $(BUILD)/.packages-build
	$(call say,CC,$<)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(call object,$(wildcard core/print/*.c)): CPPFLAGS += $(PRINT_CPPFLAGS)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# ---- generated sources -------------------------------------------------------------------------------------------

# A program's message ids are the keys of its source language, in their order.
$(BUILD)/generated/%_messages.h: locales/%/de.txt
	$(call say,GEN,$@)mkdir -p $(@D) && { \
	  echo '// Generated from $<.'; \
	  echo '#ifndef KOMPASS_GENERATED_MESSAGES_H'; echo '#define KOMPASS_GENERATED_MESSAGES_H'; \
	  echo 'enum $*_message {'; \
	  sed -nE 's/^    ([a-z][a-z0-9_]*) \{.*/    MESSAGE_\U\1,/p' $<; \
	  echo '    MESSAGE_COUNT'; echo '};'; echo '#endif'; } > $@

$(BUILD)/generated/message_sets.inc: locales/messages.awk $(SPEAKING:%=locales/%/de.txt)
	$(call say,GEN,$@)mkdir -p $(@D) && awk -f $^ > $@

$(BUILD)/generated/languages.inc: locales/languages.awk locales/languages.txt $(LOCALES:%=locales/%.txt)
	$(call say,GEN,$@)mkdir -p $(@D) && awk -f $^ > $@

# Dates as the ICU of this machine writes them, for whom it is built.
$(BUILD)/tools/dates: locales/dates.c core/language/language.h $(BUILD)/generated/languages.inc | $(BUILD)/.packages-build
	$(call say,LINK,$@)mkdir -p $(@D) && $(CC) $(CPPFLAGS) -std=c17 $(WARNINGS) -o $@ $< -licui18n -licuuc
$(BUILD)/generated/dates.inc: $(BUILD)/tools/dates
	$(call say,GEN,$@)$< > $@

# A file as the bytes of a C array's initialiser.
bytes = od -An -v -tx1 $< | sed -E 's/ ([0-9a-f]{2})/0x\1,/g' > $@
$(BUILD)/generated/%.inc: data/%.sql
	$(call say,GEN,$@)mkdir -p $(@D) && $(bytes)
$(BUILD)/generated/%.inc: data/%.txt
	$(call say,GEN,$@)mkdir -p $(@D) && $(bytes)
$(BUILD)/generated/%.inc: data/%.theme
	$(call say,GEN,$@)mkdir -p $(@D) && $(bytes)
$(BUILD)/generated/%.inc: data/content/%.json
	$(call say,GEN,$@)mkdir -p $(@D) && $(bytes)

# Pictograms are checked and made a table by a program of the build; each of both sizes and without a fault, or nothing is built.
PICTOGRAMS := $(wildcard data/pictograms/*.pict)
$(eval $(call program,tools/pictograms,$(wildcard deploy/pictograms/*.c),core,$(CORE_LIBS)))
$(BUILD)/generated/pictograms.inc: $(BUILD)/tools/pictograms $(PICTOGRAMS)
	$(call say,GEN,$@)$< table $(PICTOGRAMS) > $@
$(call object,tui/kit/pictogram.c): $(BUILD)/generated/pictograms.inc

$(BUILD)/generated/letters-%.inc: data/letters/greetings.awk data/letters/%.txt
	$(call say,GEN,$@)mkdir -p $(@D) && LC_ALL=C awk -f $^ > $@.new && mv $@.new $@
$(call object,tui/kit/poster.c): $(BUILD)/generated/letters-greetings.inc $(BUILD)/generated/letters-german.inc

.PHONY: letters
letters: | $(BUILD)/.packages-pictures $(BUILD)/.packages-fonts  ## draw the words of greeting in large letters anew, to be looked at
	$(call say,DRAW,data/letters)deploy/letters/draw.sh locales/kiosk > $(BUILD)/greetings.txt && mv $(BUILD)/greetings.txt data/letters

.PHONY: pictograms
pictograms: $(BUILD)/pictograms.png  ## all pictograms in one picture, to be looked at
	@echo '  $<'
$(BUILD)/pictograms.png: $(BUILD)/tools/pictograms $(PICTOGRAMS) | $(BUILD)/.packages-pictures
	$(call say,PNG,$@)$< sheet $(PICTOGRAMS) | pnmtopng -quiet > $@

# ---- what lies beside the programs -------------------------------------------------------------------------------

.PHONY: locales
locales: $(LOCALES:%=$(SHARE)/locales/%.res)

# ICU writes a hyphen in the name of a locale as an underscore.
$(SHARE)/locales/%.res: locales/%.txt | $(BUILD)/.packages-build
	$(call say,GENRB,$@)mkdir -p $(@D) && genrb --quiet -e UTF-8 -d $(@D) $< $(if $(findstring -,$(@F)),&& mv $(@D)/$(subst -,_,$(@F)) $@)

$(SHARE)/themes/%.theme: data/themes/%.theme
	$(call say,COPY,$@)mkdir -p $(@D) && cp $< $@

# A catalog goes the whole way of any content: import, publish with a key made for this once, sync, check.
# $(1) the catalog's folder, $(2) a folder for the steps between, $(3) the date of the release in seconds since 1970, $(4) the
# program, $(5) the content
define make_catalog
rm -rf $(1) $(1).state $(2) && mkdir -p $(2) && cd $(2) && export SOURCE_DATE_EPOCH=$(3) && k=$(or $(4),$(abspath $(BUILD))/kompass) && \
$$k import content $(or $(5),$(CURDIR)/data/content) --into editorial.db >import.log && \
$$k keygen --public key.pub --secret key.sec >keygen.log && \
$$k publish --from editorial.db --to release --key key.sec >publish.log && \
$$k sync --from release --catalog $(1) --key key.pub --state $(2)/state >sync.log && \
$$k check $(1) --state $(2)/state >check.log
endef

# The default catalog is as old as the content's last change.
DEFAULT := $(SHARE)/catalog
CONTENT_DATE = $${SOURCE_DATE_EPOCH:-$$(git -C $(CURDIR) log -1 --format=%ct -- data/content data/glossary data/paths 2>/dev/null || date +%s)}
.PHONY: catalog
catalog: $(DEFAULT)/1.db  ## build the default catalog from data/content

# What the sync remembered of it lies beside it, so that the kiosk knows its hash; not the keys, which were made for this once.
$(DEFAULT)/1.db: $(BUILD)/kompass $(CONTENT)
	$(call say,CATALOG,$@)$(call make_catalog,$(abspath $(DEFAULT)),$(abspath $(BUILD))/default,$(CONTENT_DATE)) && \
	  sed '/^root /d; /^key /d' state > $(abspath $(DEFAULT)).state

# ---- running -----------------------------------------------------------------------------------------------------

.PHONY: run
run: all catalog | $(BUILD)/.packages-kompass  ## install what is missing, build, start the kiosk in this terminal
	@$(BUILD)/kompass-kiosk --catalog $(DEFAULT)

# What is changed here stays until `make clean`, and goes nowhere.
TRIAL := $(BUILD)/trial
.PHONY: run-staff
run-staff: all catalog | $(BUILD)/.packages-kompass  ## build and start the staff's program on a copy of the city's content, to try it
	@mkdir -p $(TRIAL) && { test -e $(TRIAL)/editorial.db || cp $(BUILD)/default/editorial.db $(TRIAL); }
	@printf 'person = %s | %s | administrator\n' "$$(id -un)" "$$(id -un)" > $(TRIAL)/staff.conf
	@$(BUILD)/kompass-staff --editorial $(TRIAL)/editorial.db --config $(TRIAL)/staff.conf

# ---- gallery -----------------------------------------------------------------------------------------------------

GALLERY_MESSAGES := $(patsubst tui/gallery/messages/%.txt,$(BUILD)/share/kit-gallery/gallery/%.res,$(wildcard tui/gallery/messages/*.txt))

.PHONY: gallery
gallery: $(BUILD)/kit-gallery $(GALLERY_MESSAGES)  ## the kit's widgets with made-up content, for designers: build/kit-gallery --language ar

$(eval $(call program,kit-gallery,tui/gallery/main.c,gallery terminal tui core,$(CORE_LIBS) $(TERM_LIBS)))

$(BUILD)/share/kit-gallery/gallery/%.res: tui/gallery/messages/%.txt | $(BUILD)/.packages-build
	$(call say,GENRB,$@)mkdir -p $(@D) && genrb --quiet -e UTF-8 -d $(@D) $<

# ---- tests -------------------------------------------------------------------------------------------------------

# The golden screens show the city's content in a release that is always of the same date: 23 November 2026.
GOLDEN := $(BUILD)/golden/catalog
$(GOLDEN)/1.db: $(BUILD)/kompass $(CONTENT)
	$(call say,CATALOG,$@)$(call make_catalog,$(abspath $(GOLDEN)),$(abspath $(BUILD))/golden/steps,1795392000)

-include tests/tests.mk

.PHONY: check
check: test  ## install what is missing, build, pass all tests

# ---- console fonts -----------------------------------------------------------------------------------------------

# The Linux console draws nothing but the glyphs it was given; docs/console-font.md.
CONSOLE_FONTS := $(foreach font,base vietnamese ethiopic,$(foreach size,8x16 12x24 16x32,$(font)-$(size)))
FONT_SRC      := $(wildcard deploy/console-font/*.c)

.PHONY: fonts font-check font-check-built
fonts: $(CONSOLE_FONTS:%=$(SHARE)/console/%.psf)  ## build the fonts of the Linux console, show how many glyphs they use
	@cat $(CONSOLE_FONTS:%=$(BUILD)/console/%.budget)

# The keyboards are left out: each is shown in the font of its own language.
font-check-built: $(BUILD)/tools/font_check $(CONSOLE_FONTS:%=$(SHARE)/console/%.psf) locales $(GOLDEN)/1.db
font-check: font-check-built  ## is everything that can be shown in the fonts?
	@$(BUILD)/tools/font_check $(SHARE)/console $(SHARE)/locales $(GOLDEN)/1.db $(filter-out tui/kit/keyboard_layouts.c,$(TUI_SRC)) $(TERM_SRC) $(KIOSK_SRC)

$(eval $(call program,tools/font_check,tests/tools/font_check.c,terminal core,$(CORE_LIBS)))

$(SHARE)/console/%.psf: $(BUILD)/console/%.psf
	@mkdir -p $(@D) && cp $< $@

$(BUILD)/console/%.psf: $(BUILD)/console/build-font $(wildcard data/console/*.txt)
	$(call say,FONT,$@)$< data/console $(subst -, ,$*) $@ > $(@:.psf=.budget)

$(eval $(call program,console/build-font,$(FONT_SRC),,-lfreetype -lunistring))
FONT_OBJECTS := $(call object,$(FONT_SRC))
$(FONT_OBJECTS): CPPFLAGS += -isystem /usr/include/freetype2
$(FONT_OBJECTS): | $(BUILD)/.packages-fonts

# ---- set-up ------------------------------------------------------------------------------------------------------

# One list of packages: the tables of docs/dependencies.md.
$(BUILD)/.packages-%: docs/dependencies.md deploy/packages.sh
	@mkdir -p $(@D) && deploy/packages.sh $* && touch $@

# ---- installation ------------------------------------------------------------------------------------------------

.PHONY: install
install: all catalog man fonts  ## install below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man8 $(DESTDIR)$(PREFIX)/share/kompass/console
	install -m 644 $(BUILD)/man/kompass.1 $(BUILD)/man/kompass-staff.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(BUILD)/man/kompass-kiosk.8 $(BUILD)/man/kompass-print.8 $(DESTDIR)$(PREFIX)/share/man/man8
	install -m 644 $(CONSOLE_FONTS:%=$(SHARE)/console/%.psf) $(DESTDIR)$(PREFIX)/share/kompass/console
	install -d $(DESTDIR)$(PREFIX)/bin $(SPEAKING:%=$(DESTDIR)$(PREFIX)/share/kompass/locales/%) $(DESTDIR)$(PREFIX)/share/kompass/catalog
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/share/kompass/themes
	install -m 644 $(THEMES:%=data/themes/%.theme) $(DESTDIR)$(PREFIX)/share/kompass/themes
	for name in $(LOCALES); do install -m 644 $(SHARE)/locales/$$name.res $(DESTDIR)$(PREFIX)/share/kompass/locales/$${name%/*}; done
	install -m 644 $(DEFAULT)/*.db $(DESTDIR)$(PREFIX)/share/kompass/catalog
	install -m 644 $(DEFAULT).state $(DESTDIR)$(PREFIX)/share/kompass
	install -d $(DESTDIR)/usr/lib/systemd/system $(DESTDIR)/usr/lib/sysusers.d $(DESTDIR)/usr/lib/tmpfiles.d $(DESTDIR)/etc/kompass
	install -m 644 $(addprefix deploy/station/kompass-,sync.service sync.timer export.service export.timer) $(DESTDIR)/usr/lib/systemd/system
	install -m 644 deploy/station/sysusers.conf $(DESTDIR)/usr/lib/sysusers.d/kompass.conf
	install -m 644 deploy/station/tmpfiles.conf $(DESTDIR)/usr/lib/tmpfiles.d/kompass.conf
	test -e $(DESTDIR)/etc/kompass/sync.conf || install -m 644 deploy/station/sync.conf $(DESTDIR)/etc/kompass/sync.conf

# Makes a kiosk of the machine: its first terminal, its keys and its units.
.PHONY: install-station
install-station: install $(BUILD)/vtlock  ## install, and what locks a machine to the kiosk
	install -d $(DESTDIR)/usr/lib/systemd/system $(DESTDIR)/usr/lib/systemd/logind.conf.d $(DESTDIR)/usr/lib/sysctl.d \
	  $(DESTDIR)/usr/lib/kompass $(DESTDIR)$(PREFIX)/share/kompass/station $(DESTDIR)/etc/systemd/system
	install -m 644 kiosk.service $(addprefix deploy/station/kompass-,station.service trouble.service print.service) $(DESTDIR)/usr/lib/systemd/system
	install -d $(DESTDIR)/usr/lib/sysusers.d && install -m 644 deploy/station/print-sysusers.conf $(DESTDIR)/usr/lib/sysusers.d/kompass-print.conf
	install -d $(DESTDIR)/etc/kompass
	test -e $(DESTDIR)/etc/kompass/kiosk.conf || install -m 644 deploy/station/kiosk.conf $(DESTDIR)/etc/kompass/kiosk.conf
	install -m 644 deploy/station/logind.conf $(DESTDIR)/usr/lib/systemd/logind.conf.d/kompass.conf
	install -m 644 deploy/station/sysctl.conf $(DESTDIR)/usr/lib/sysctl.d/60-kompass.conf
	install -m 755 $(BUILD)/vtlock deploy/station/trouble $(DESTDIR)/usr/lib/kompass
	install -m 644 deploy/station/kiosk.map deploy/station/trouble.txt deploy/station/print.conf $(DESTDIR)$(PREFIX)/share/kompass/station
	for unit in ctrl-alt-del.target kbrequest.target; do ln -sf /dev/null $(DESTDIR)/etc/systemd/system/$$unit; done

# For kiosk-wayland.service: a station whose terminal is xterm, on a compositor for one program.
.PHONY: install-wayland
install-wayland: install-station  ## install-station, and the kiosk in a graphical terminal
	install -d $(DESTDIR)$(PREFIX)/share/kompass/wayland
	install -m 644 deploy/station/wayland/kiosk-wayland.service $(DESTDIR)/usr/lib/systemd/system
	install -m 644 deploy/station/wayland/Xresources deploy/station/wayland/fonts.conf $(DESTDIR)$(PREFIX)/share/kompass/wayland
	install -m 644 deploy/station/wayland/sysusers.conf $(DESTDIR)/usr/lib/sysusers.d/kompass-kiosk.conf
	install -m 755 deploy/station/wayland/kiosk-wayland deploy/station/wayland/kiosk-in-xterm $(DESTDIR)/usr/lib/kompass

# The door of the staff, and the nightly copy of what they write.
.PHONY: install-staff
install-staff: install  ## install, and what lets staff in over SSH
	install -d $(DESTDIR)/usr/lib/systemd/system $(DESTDIR)/etc/kompass $(DESTDIR)/etc/ssh/sshd_config.d
	install -m 644 $(addprefix deploy/staff/kompass-,backup.service backup.timer links.service links.timer proposals.service proposals.timer collect.service collect.timer) $(DESTDIR)/usr/lib/systemd/system
	install -m 644 deploy/staff/sysusers.conf $(DESTDIR)/usr/lib/sysusers.d/kompass-staff.conf
	install -m 644 deploy/staff/tmpfiles.conf $(DESTDIR)/usr/lib/tmpfiles.d/kompass-staff.conf
	install -m 644 deploy/staff/sshd.conf $(DESTDIR)/etc/ssh/sshd_config.d/50-kompass-staff.conf
	test -e $(DESTDIR)/etc/kompass/staff.conf || install -m 644 deploy/staff/staff.conf $(DESTDIR)/etc/kompass/staff.conf
	test -e $(DESTDIR)/etc/kompass/publish.conf || install -m 644 deploy/staff/publish.conf $(DESTDIR)/etc/kompass/publish.conf

$(eval $(call program,vtlock,deploy/station/vtlock.c,,))

# ---- manual pages, packages --------------------------------------------------------------------------------------

.PHONY: man vtlock deb deb-test
man: $(BUILD)/man/kompass.1 $(BUILD)/man/kompass-staff.1 $(BUILD)/man/kompass-kiosk.8 $(BUILD)/man/kompass-print.8
vtlock: $(BUILD)/vtlock

$(BUILD)/man/%: docs/man/%.scd | $(BUILD)/.packages-fonts
	$(call say,MAN,$@)mkdir -p $(@D) && scdoc < $< > $@

# From a copy of the sources, so that nothing of a build is left among them.
deb: | $(BUILD)/.packages-build $(BUILD)/.packages-fonts $(BUILD)/.packages-deb  ## Debian packages, in $(BUILD)/deb
	@rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb/kompass
	@git ls-files -z | tar --create --null --files-from=- | tar --extract --directory=$(BUILD)/deb/kompass
	@cd $(BUILD)/deb/kompass && dpkg-buildpackage --build=binary --no-sign >../build.log 2>&1 || { tail -n 40 ../build.log >&2; exit 1; }
	@rm -rf $(BUILD)/deb/kompass
	@lintian --fail-on error,warning $(BUILD)/deb/*.changes && cd $(BUILD)/deb && sha256sum *.deb

deb-test: deb  ## install the packages in a fresh Debian and purge them again; as root
	@tests/install/deb.sh $(BUILD)/deb

.PHONY: boot-test
boot-test: deb $(BUILD)/tools/width_check | $(BUILD)/.packages-boot  ## boot machines that the packages made kiosks of, in QEMU: keys, crashes, power cuts; as root, ten minutes
	@deploy/boot/boot-test.sh $(BUILD)

.PHONY: clean
clean:  ## remove everything built
	rm -rf $(BUILD)

.PHONY: help
help:  ## this list
	@sed -nE 's/^([a-z][a-z0-9-]*):.*  ## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
