#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# kinds.sh: what is true of a kind of thing stands in core/model. Counts the lines that name one elsewhere, and holds each
# file to what tests/lint/kinds.txt leaves it, with a reason. Screens and importers of a format are about single kinds: these
# are counted, and held to nothing. The gallery has kinds of its own.
set -eu

git ls-files --cached --others --exclude-standard 'core/*.[ch]' 'tui/*.[ch]' 'cli/*.[ch]' |
    grep -vE '^(core/model|tui)/' | sort -u | xargs grep -cE '\<KIND_[A-Z_]+\>' /dev/null | grep -v ':0$' | cut -d: -f1 |
    xargs awk '
        FILENAME == "tests/lint/kinds.txt" {
            if ($0 !~ /^#/ && NF > 0)
                left[$2] = $1
            next
        }
        {
            line = $0
            sub(/\/\/.*/, "", line)
            gsub(/KIND_(COUNT|NONE)/, "", line)
            if (line ~ /(^|[^A-Z_])KIND_[A-Z_]+/)
                named[FILENAME]++
        }
        END {
            for (file in named) {
                if (file ~ /^core\/exchange\//) {
                    importers += named[file]
                    continue
                }
                files++
                lines += named[file]
                if (named[file] > left[file] + 0) {
                    printf "%s: %d lines name a kind, %d are left to it (make a property of the model of what they know)\n", file, named[file], left[file]
                    bad = 1
                } else if (named[file] < left[file]) {
                    printf "tests/lint/kinds.txt: %s needs %d, not %d\n", file, named[file], left[file]
                }
            }
            for (file in left)
                if (!(file in named))
                    printf "tests/lint/kinds.txt: %s needs nothing any more\n", file
            if (bad)
                printf "kinds are named in %d lines of %d files, and in %d of importers\n", lines, files, importers
            exit bad
        }' tests/lint/kinds.txt
