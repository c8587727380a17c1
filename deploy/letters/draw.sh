#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# draw.sh FOLDER: the words with which the languages greet, drawn by Pango from Debian's fonts, as dots on stdout: the text of
# data/letters/greetings.txt. FOLDER has the languages' messages. Words of one greeting have one height, so that they stand on one line.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The font and its size in pixels, for a script and one of three sizes.
font_of()
{
    case $1.$2 in
        Arab.1) echo "Noto Kufi Arabic Bold 19px" ;;
        Arab.2) echo "Noto Kufi Arabic Bold 13px" ;;
        Arab.3) echo "Noto Kufi Arabic Bold 10px" ;;
        Ethi.1) echo "Noto Sans Ethiopic Bold 21px" ;;
        Ethi.2) echo "Noto Sans Ethiopic 15px" ;;
        Ethi.3) echo "Noto Sans Ethiopic 12px" ;;
        Cyrl.3) echo "DejaVu Sans Condensed 11px" ;;
        *.1)    echo "DejaVu Sans Condensed Bold 18px" ;;
        *.2)    echo "DejaVu Sans Condensed Bold 13px" ;;
        *.3)    echo "DejaVu Sans Condensed 12px" ;;
    esac
}

script_of()
{
    case $1 in
        ar | fa) echo Arab ;;
        uk | ru) echo Cyrl ;;
        ti)      echo Ethi ;;
        *)       echo other ;;
    esac
}

# One word in rows of '#' and '.', with nothing left or right of it.
dots()
{
    pango-view --no-display -q --antialias=none --hinting=full --dpi=96 --margin=0 --font="$1" --text="$2" -o "$work/word.png"
    pngtopnm "$work/word.png" | ppmtopgm | pgmtopbm -threshold -value 0.5 | pnmcrop -quiet -left -right -white |
        pnmtoplainpnm | sed 1,2d | tr -d ' \n' >"$work/bits"
    local width
    width=$(pngtopnm "$work/word.png" | ppmtopgm | pgmtopbm -threshold -value 0.5 | pnmcrop -quiet -left -right -white | pnmfile | sed -E 's/.*, ([0-9]+) by .*/\1/')
    fold -w "$width" "$work/bits" | tr 01 '.#'
    echo
}

cat <<'END'
# SPDX-License-Identifier: CC-BY-4.0
# SPDX-FileCopyrightText: Kompass contributors
#
# The words with which the languages greet, in dots: written by `make letters`, to be looked at and mended by hand. README.md.
END
for size in 1 2 3; do
    for messages in "$1"/*.txt; do
        language=$(basename "$messages" .txt)
        greeting=$(sed -nE 's/^ *attract_greeting \{ "([^"]*)" \}.*/\1/p' "$messages")
        if grep -qxF "$size $greeting" "$work/drawn" 2>/dev/null; then
            continue # forms of one language may greet alike
        fi
        echo "$size $greeting" >>"$work/drawn"
        rm -f "$work"/word-*
        number=0
        for word in $greeting; do
            dots "$(font_of "$(script_of "$language")" $size)" "$word" >"$work/word-$number"
            number=$((number + 1))
        done
        # The rows that are blank in all of its words.
        first=$(awk 'FNR < least || !least { if (/#/) least = FNR } END { print least }' "$work"/word-*)
        last=$(awk 'FNR > most && /#/ { most = FNR } END { print most }' "$work"/word-*)
        number=0
        for word in $greeting; do
            echo
            echo "$size $word"
            sed -n "${first},${last}p" "$work/word-$number"
            number=$((number + 1))
        done
    done
done
