#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# names.sh: a name stands for one thing in all programs, so that a search for it finds one place. No two structs, enums or
# unions have one name, also where each is known to one file only; no two headers declare a function of one name; and no
# function that one file keeps for itself is called like one that a header declares.
set -eu

awk '
    function complain(file, line, what, mend) {
        printf "%s:%d: %s (%s)\n", file, line, what, mend
        bad = 1
    }
    /^(static )?(const )?(struct|enum|union) [a-z_0-9]+ \{/ {
        match($0, /(struct|enum|union) [a-z_0-9]+/)
        split(substr($0, RSTART, RLENGTH), words, " ")
        name = words[2]
        if (name in type)
            complain(FILENAME, FNR, words[1] " " name " is another one in " type[name], "name it after what it is for")
        else
            type[name] = FILENAME ":" FNR
    }
    /^[a-z][a-z_0-9 *]*[ *][a-z_0-9]+\(/ && !/^(return|else|typedef) / {
        name = $0
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
        if (FILENAME ~ /\.h$/ && !/^static /) {
            if (name in declared && declared[name] !~ "^" FILENAME ":")
                complain(FILENAME, FNR, name "() is declared in " declared[name] ", too", "name it after what it is for")
            else
                declared[name] = FILENAME ":" FNR
        } else if (/^static /) {
            kept[++count] = name
            place[count] = FILENAME
            line[count] = FNR
        }
    }
    END {
        for (i = 1; i <= count; i++)
            if (kept[i] in declared)
                complain(place[i], line[i], kept[i] "() is called like that of " declared[kept[i]], "name one of them otherwise")
        exit bad
    }
' $(git ls-files --cached --others --exclude-standard 'core/*.[ch]' 'tui/*.[ch]' 'cli/*.[ch]' 2>/dev/null | sort -u || find core tui cli -name '*.[ch]')
