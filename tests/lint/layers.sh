#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# layers.sh GROUP...: holds the sources to the dependency rule. A file includes only its own group and groups named before
# it, and of these no private header; cli only core; the kit of the core only what a screen is made of; curses and terminfo are
# known to one file each, SQLite to the core, its statements to core/database, a program's messages to its screens; the core
# writes to no standard stream; only the door for writing, publishing, the search index and upgrades write rows.
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
    function may_write(path) {
        return path ~ /^core\/(editorial\/|desk\/drafts\.c|insight\/usage|publish\/|model\/record_statements\.c|search\/index)/
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
    /^#include <n?curses\.h>/ && FILENAME != "tui/terminal/curses_terminal.c" {
        complain("curses", "only tui/terminal/curses_terminal.c knows it")
    }
    /^#include <term\.h>/ && FILENAME != "tui/terminal/terminfo.c" {
        complain("terminfo", "only tui/terminal/terminfo.c knows it")
    }
    /"[^"]*(INSERT (OR [A-Z]+ )?INTO|DELETE FROM|UPDATE [a-z_%]+ SET)[^"]*"/ && !may_write(FILENAME) {
        complain("rows are written past the door", "go through core/editorial/change.h")
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
