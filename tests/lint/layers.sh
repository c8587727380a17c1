#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# layers.sh GROUP...: holds the sources to the dependency rule. A file includes only its own group and groups named before
# it, and of these no private header; cli only core; the kit of the core only what a screen is made of; curses and terminfo are
# known to one file each, SQLite to the core, its statements to core/database, a program's messages to its screens; the core
# writes to no standard stream.
set -eu

awk -v groups="$*" '
    function complain(what, mend) {
        printf "%s:%d: %s (%s)\n", FILENAME, FNR, what, mend
        bad = 1
    }
    function group_of(path) {
        sub(/\/[^\/]*$/, "", path)
        return path
    }
    BEGIN {
        count = split(groups, names, " ")
        for (i = 1; i <= count; i++)
            rank[names[i]] = i
    }
    FNR == 1 {
        own = group_of(FILENAME)
        if (own != "cli" && !(own in rank))
            complain("the group " own " has no place in the order", "add it to GROUPS in the Makefile")
    }
    /^#include "/ {
        split($0, quoted, "\"")
        other = group_of(quoted[2])
        if (quoted[2] !~ /\// )
            complain("included without its path: " quoted[2], "paths begin at the root of the sources")
        else if (quoted[2] ~ /^generated\/.*_messages\.h$/ && "generated/" substr(own, 5) "_messages.h" != quoted[2])
            complain(own " must not know the messages of a program", "only tui/<program> has them by name")
        else if (quoted[2] ~ /^generated\//)
            next
        else if (own == "cli" ? other != "cli" && other !~ /^core\// : !(other in rank) || rank[other] > rank[own])
            complain(own " must not know " quoted[2], "see the order of GROUPS in the Makefile")
        else if (own == "tui/kit" && other ~ /^core\// && other !~ /^core\/(base|text|edit|language|time)$/)
            complain("the kit must not know " quoted[2], "it serves programs that have other content, or none")
    }
    /^#include "/ && quoted[2] ~ /_private\.h$/ && other != own {
        complain(quoted[2], "a private header is for the files of its folder")
    }
    /sqlite3_(prepare|step|reset|finalize|bind|column)/ && own != "core/database" {
        complain("a statement of SQLite", "see core/database/statement.h")
    }
    /^#include <n?curses\.h>/ && FILENAME != "tui/terminal/curses_terminal.c" {
        complain("curses", "only tui/terminal/curses_terminal.c knows it")
    }
    /^#include <term\.h>/ && FILENAME != "tui/terminal/terminfo.c" {
        complain("terminfo", "only tui/terminal/terminfo.c knows it")
    }
    /^#include <sqlite3\.h>/ && own !~ /^core\// {
        complain("SQLite", "only the core knows it")
    }
    own ~ /^core\// && !/__attribute__/ {
        gsub(/"([^"\\]|\\.)*"|\/\/.*/, "") # texts and comments may speak of it
        if (/(^|[^a-z_])(printf|puts|putchar|perror|stdout|stderr)([^a-z_]|$)/)
            complain("the core says something", "return a status and a problem")
    }
    END { exit bad }
' $(git ls-files --cached --others --exclude-standard 'core/*.[ch]' 'tui/*.[ch]' 'cli/*.[ch]' 2>/dev/null || find core tui cli -name '*.[ch]')
