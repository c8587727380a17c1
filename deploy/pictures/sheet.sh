#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# sheet.sh FOLDER SIZES: one picture for each theme of all that were taken of a terminal, PAGE.LANGUAGE.SIZE.THEME.png in FOLDER: in
# FOLDER-THEME.png a row for each page and language, a column for each size, and above each picture what it is.
set -eu

out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/visit.sh"
sizes=$2

# captioned NAME: that picture below its name, with room around it.
captioned()
{
    pbmtext "${1//./  }" | pamenlarge 2 | pnminvert >"$work/caption"
    pngtopnm "$out/$1.png" | pnmcat -topbottom -jleft -black "$work/caption" - | pnmpad -black -left 12 -right 12 -bottom 12
}

for theme in $themes; do
    rows=()
    for page in $pages; do
        for language in $languages; do
            tiles=()
            for size in $sizes; do
                captioned "$page.$language.$size.$theme" >"$work/$size"
                tiles+=("$work/$size")
            done
            rows+=("$work/$page.$language")
            pnmcat -leftright -jtop -black "${tiles[@]}" >"${rows[-1]}"
        done
    done
    pnmcat -topbottom -jleft -black "${rows[@]}" | pnmtopng -quiet >"$out-$theme.png"
    echo "pictures: $out-$theme.png"
done
