#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# readmes.sh FOLDER...: each folder has a README.md that names each of its sources, as `name` or `name.c`, so that it stays true.
set -eu

bad=0
for folder; do
    if [ ! -e "$folder/README.md" ]; then
        echo "$folder: there is no README.md (say what is in it, what holds there and how something is added)"
        bad=1
        continue
    fi
    for source in $(find "$folder" -maxdepth 1 -name '*.[ch]' | sed -E 's/.*\///; s/\.[ch]$//' | sort -u); do
        if ! grep -qE "\`$source(\.[ch])?\`" "$folder/README.md"; then
            echo "$folder/README.md: nothing is said of $source (add a line)"
            bad=1
        fi
    done
done
exit $bad
