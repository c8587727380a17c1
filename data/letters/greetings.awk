# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# greetings.awk: the words of greetings.txt, or the letters of german.txt, as a table of tui/kit/poster.c. A row of another length ends it with an error.
function flush() {
    if (word != "")
        printf "    {%d, \"%s\", %d, %d,\n     \"%s\"},\n", size, word, width, rows, dots
    word = ""
}
/^#/ && (word == "" || !/^[.#]+$/) { next }
/^[123] / { flush(); size = $1; word = $2; width = rows = 0; dots = ""; next }
/^[.#]+$/ && word != "" {
    if (width > 0 && length($0) != width) {
        print FILENAME ":" FNR ": the row is not as long as the one above (make it so)" > "/dev/stderr"
        failed = 1
    }
    width = length($0); dots = dots $0; rows++; next
}
/^$/ { next }
{ print FILENAME ":" FNR ": not a word with its size, nor a row of . and #" > "/dev/stderr"; failed = 1 }
END { flush(); exit failed }
