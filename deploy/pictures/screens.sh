#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# screens.sh: writes the pages of docs/screens anew from the golden screens.
set -eu

cd "$(dirname "$0")/../.."

# screen GOLDEN FILE TITLE TEXT: a page of a screen in every language and size.
screen()
{
    {
        printf '<!-- SPDX-License-Identifier: EUPL-1.2 -->\n# %s\n\n%s\n' "$3" "$4"
        for size in 80x24 64x22 120x33; do
            printf '\n## %s\n' "$size"
            for language in de ar uk vi; do
                printf '\n`%s`\n\n```\n' "$language"
                cat "tests/golden/$1.$language.$size.txt"
                printf '```\n'
            done
        done
    } >"docs/screens/$2.md"
}

screen attract attract 'First screen' 'Whoever passes by reads the name from three metres and a greeting in their language.'
screen home home Home 'The areas of life as tiles; below them what is always at hand, emergency in red.'
screen offer-hours offer Offer 'An office: first whether it is open now, then what it is, where, how to reach it, when.'
screen guide guide Guide 'The first week, step by step, with the offices for each step.'
screen words words Words 'The German words of offices and papers on a page: the rendering, what it means, the word as it is printed.'
screen emergency emergency Emergency 'One key leads here from everywhere: whom to call, and when; the first numbers large.'
screen search-keyboard search 'Search' 'The keyboard on the screen, for who has only arrow keys or a finger, or writes in another script.'
