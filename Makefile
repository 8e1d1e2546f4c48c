# gloss: build, try, test. `make help` lists the targets.
#
# One archive a room, linked in the order of dependence (docs/ARCHITECTURE.md): a unit test links only the rooms
# that its own room may use, so a forbidden dependence does not link.

BUILD ?= build
PYTHON ?= /usr/bin/python3
CC = gcc
JOBS ?= $(shell nproc)

ROOMS = base thread list net page judge store render source run cli

uses_base =
uses_thread = base
uses_list = thread base
uses_net = thread base
uses_page = thread base
uses_judge = thread base
uses_store = thread base
uses_render = thread base
uses_source = page net thread base
uses_run = source render store judge page net list thread base
uses_cli = run $(uses_run)

packages = libcurl libcares libxml-2.0 jansson sqlite3 libcmark-gfm libutf8proc inih yaml-0.1
libs_base = $(shell pkg-config --libs libutf8proc jansson)
libs_thread = -pthread
libs_list = -lcmark-gfm-extensions -lcmark-gfm
libs_net = $(shell pkg-config --libs libcurl libcares)
libs_page = $(shell pkg-config --libs libxml-2.0)
libs_source = $(shell pkg-config --libs yaml-0.1)
libs_store = $(shell pkg-config --libs sqlite3)
libs_cli = $(shell pkg-config --libs inih)
libs_of = $(sort $(foreach r,$(1) $(uses_$(1)),$(libs_$(r))))

# WERROR= switches warnings-as-errors off, for compilers newer than ours.
WERROR ?= -Werror
WARNINGS = -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
	-Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough -Wcast-qual -Wwrite-strings -Wnull-dereference
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT ?= -O2 -g
SAN ?=
FEATURES = -std=c11 -D_GNU_SOURCE
INCLUDES = -Iinclude $(shell pkg-config --cflags $(packages))
override CFLAGS += $(FEATURES) $(OPT) $(WARNINGS) $(WERROR) $(if $(SAN),,$(HARDEN)) $(SAN) $(INCLUDES) -MMD -MP -pthread
override LDFLAGS += -pie -pthread $(SAN) $(if $(SAN),,-Wl,-z,relro,-z,now) -Wl,--as-needed
BANNED = -include include/gloss/base/banned.h

# src/run.c is the front of the run room; only main.c stands alone.
sources_of = $(sort $(wildcard src/$(1)/*.c src/$(1).c))
objects_of = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(call sources_of,$(1)))
archive = $(BUILD)/lib/$(1).a
top_objects = $(BUILD)/obj/main.o
all_libs = $(sort $(foreach r,$(ROOMS),$(libs_$(r))))
# gloss-pdf, the reader of PDFs, is a program of its own, built where its library is there (docs/ARCHITECTURE.md).
pdf_there := $(shell pkg-config --exists poppler-glib && echo yes)
pdf_flags = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags poppler-glib))
pdf_libs = $(shell pkg-config --libs poppler-glib) -lm
# Most dependent first, as static archives need it.
link_order = cli run source render store judge page net list thread base
archives_for = $(foreach r,$(filter $(1) $(uses_$(1)),$(link_order)),$(call archive,$(r)))

unit_sources = $(sort $(wildcard tests/unit/*/test_*.c))
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(unit_sources))

.PHONY: all man-options help deps demo test unit e2e lab lint format tidy cppcheck includes man asan tsan valgrind fuzz bench accuracy \
	install clean compile_commands
.DEFAULT_GOAL := all
.SECONDARY:

all: $(BUILD)/gloss $(if $(pdf_there),$(BUILD)/gloss-pdf,without-pdf) ## build the program: build/gloss

.PHONY: without-pdf
without-pdf:
	@echo "  PDFs will be recognised, not read: poppler-glib is not there (Debian: libpoppler-glib-dev)"

help: ## list the targets
	@sed -n 's/^\([a-z_ -]*\):.*## /\1\t/p' Makefile | expand -t 18

deps: ## install the Debian packages that are missing
	@.ci/deps

demo: deps ## build, then enrich the bundled list against the bundled fake internet
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@PYTHON=$(PYTHON) $(PYTHON) tests/internet/demo.py $(BUILD)/gloss

test: deps ## unit and end-to-end tests
	@$(MAKE) --no-print-directory -j$(JOBS) all unit-build
	@$(MAKE) --no-print-directory unit e2e

# V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),@:,@echo "  $(1)")

$(BUILD)/gloss: $(top_objects) $(foreach r,$(link_order),$(call archive,$(r)))
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(all_libs)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(CFLAGS) $(BANNED) -c -o $@ $<

# A field of a struct in poppler's header has the name of a function that is banned: the header comes first.
$(BUILD)/obj/pdf/%.o $(BUILD)/tidy/src/pdf/%.ok: BANNED = $(pdf_flags) -include poppler.h -include include/gloss/base/banned.h

$(BUILD)/gloss-pdf: $(call objects_of,pdf) $(call archive,base)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(pdf_libs) $(libs_base)

define room_rules
$(call archive,$(1)): $(call objects_of,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	$(Q)ar rcs $$@ $$^

$(BUILD)/unit/$(1)/%: $(BUILD)/unit-obj/$(1)/%.o $(call archives_for,$(1))
	@mkdir -p $$(@D)
	$(Q)$(CC) $(LDFLAGS) -o $$@ $$^ $$(call libs_of,$(1)) -lcmocka
endef
$(foreach r,$(ROOMS),$(eval $(call room_rules,$(r))))

$(BUILD)/unit-obj/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(CFLAGS) -Itests/unit -c -o $@ $<

.PHONY: unit-build $(addprefix unit-,$(ROOMS))
unit-build: $(unit_tests)

unit: $(unit_tests) ## unit tests
	@.ci/unit $(unit_tests)

# unit-ROOM: the tests of one room, linking only what that room may use
define unit_room
unit-$(1): $(filter $(BUILD)/unit/$(1)/%,$(unit_tests))
	@.ci/unit $$^
endef
$(foreach r,$(ROOMS),$(eval $(call unit_room,$(r))))

# These tests mostly wait for each other's hosts: more of them at once than there are processors.
WORKERS ?= 3
e2e: all ## end-to-end tests of the built program against the fake internet
	GLOSS=$(abspath $(BUILD)/gloss) $(PYTHON) -m pytest -q -p no:cacheprovider -n $(WORKERS) --dist loadfile \
		tests/e2e tests/internet

RUNS ?= 1
lab: all ## play every scenario of tests/internet/lab RUNS times (1), and count false and missed deaths
	$(PYTHON) tests/internet/lab $(BUILD)/gloss $(RUNS)

asan: ## the whole suite under AddressSanitizer and UBSan
	$(MAKE) test BUILD=build/asan OPT='-O1 -g -fno-omit-frame-pointer' \
		SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined'

tsan: ## the whole suite under ThreadSanitizer
	$(MAKE) test BUILD=build/tsan OPT='-O1 -g' SAN=-fsanitize=thread

# Leaks that are still reachable are libraries' own caches.
valgrind_command = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
	--suppressions=$(abspath .ci/valgrind.supp)

valgrind: all unit-build ## unit tests, and the demo, under valgrind
	@WRAP='$(valgrind_command)' .ci/unit $(unit_tests)
	@GLOSS_WRAP='$(valgrind_command)' \
		GLOSS=$(abspath $(BUILD)/gloss) $(PYTHON) -m pytest -q -p no:cacheprovider tests/e2e -k 'demo or exit_status'

bench: deps ## what a link costs, against a bare libcurl loop
	@$(MAKE) --no-print-directory -j$(JOBS) all $(BUILD)/bench/bare
	$(PYTHON) tests/bench/bench.py $(BUILD)/gloss $(BUILD)/bench/bare

accuracy: all ## metadata against gold: PAGES=DIR, a folder of saved pages (tests/bench/accuracy.py)
	@test -n "$(PAGES)" || { echo "accuracy: name a folder of saved pages: make accuracy PAGES=DIR" >&2; exit 2; }
	$(PYTHON) tests/bench/accuracy.py $(BUILD)/gloss $(PAGES) $(SCORE)

$(BUILD)/bench/bare: tests/bench/bare.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(FEATURES) $(OPT) $(WARNINGS) $(WERROR) -o $@ $< $(libs_net)

# Fuzzers and the rooms each one needs.
fuzz_text = base
fuzz_date_name = base
fuzz_markdown = list thread base
fuzz_page = page judge thread base
fuzz_pdf = page thread base
SECONDS ?= 60

fuzz: deps $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%.ran,$(wildcard tests/fuzz/*.c)) ## fuzz each parser for SECONDS (60)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(wildcard src/*/*.c include/gloss/*/*.h)
	@mkdir -p $(@D)
	$(call say,FUZZ $<)
	$(Q)clang $(FEATURES) -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
		$(INCLUDES) -pthread -o $@ $< $(foreach r,$($*),$(wildcard src/$(r)/*.c)) \
		$(sort $(foreach r,$($*),$(libs_$(r))))
# Phony in effect: every call fuzzes again, from what was found before.
$(BUILD)/fuzz/%.ran: $(BUILD)/fuzz/% FORCE
	@mkdir -p $(BUILD)/fuzz/corpus-$*
	$< -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
		-artifact_prefix=$(BUILD)/fuzz/ $(BUILD)/fuzz/corpus-$*
.PHONY: FORCE
FORCE:

c_files = $(sort $(wildcard src/*.c src/*/*.c tests/unit/*/*.c tests/unit/*.h tests/fuzz/*.c tests/bench/*.c \
	include/gloss/*.h include/gloss/*/*.h))
lint_sources = $(filter-out $(if $(pdf_there),,src/pdf/%),$(sort $(wildcard src/*.c src/*/*.c)))

lint: deps ## format, clang-tidy, cppcheck, include rules, man page
	@$(MAKE) --no-print-directory format-check includes man
	@$(MAKE) --no-print-directory -j$(JOBS) cppcheck tidy

.PHONY: format-check
format: ## rewrite the C files as clang-format wants them
	clang-format -i $(c_files)

format-check:
	$(Q)clang-format --dry-run -Werror $(c_files)

includes: ## the architecture: who may include whom, and which library lives where
	$(PYTHON) .ci/includes.py

tidy_stamps = $(patsubst %.c,$(BUILD)/tidy/%.ok,$(lint_sources))
tidy: $(tidy_stamps) ## clang-tidy
$(BUILD)/tidy/%.ok: %.c .clang-tidy $(wildcard include/gloss/*.h include/gloss/*/*.h)
	@mkdir -p $(@D)
	$(call say,TIDY $<)
	$(Q)clang-tidy --quiet $< -- $(FEATURES) $(INCLUDES) $(BANNED) 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

cppcheck: ## cppcheck
	@mkdir -p $(BUILD)/cppcheck
	$(Q)cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr \
		--error-exitcode=1 --cppcheck-build-dir=$(BUILD)/cppcheck --library=posix \
		--suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -D_GNU_SOURCE -Iinclude src

man: all ## the man page is well-formed and has the options of the table
	mandoc -Tlint -Wwarning docs/gloss.1
	$(PYTHON) .ci/man.py $(BUILD)/gloss

man-options: all ## write the options table into the man page
	$(PYTHON) .ci/man.py $(BUILD)/gloss --write

PREFIX ?= /usr/local
install: all ## install program, its reader of PDFs, and man page under PREFIX
	install -D -m 755 $(BUILD)/gloss $(DESTDIR)$(PREFIX)/bin/gloss
	$(if $(pdf_there),install -D -m 755 $(BUILD)/gloss-pdf $(DESTDIR)$(PREFIX)/libexec/gloss/gloss-pdf)
	install -D -m 644 docs/gloss.1 $(DESTDIR)$(PREFIX)/share/man/man1/gloss.1

clean: ## remove what was built
	rm -rf build out

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
