# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# languages.awk languages.txt... PROGRAM/TAG.txt...: the rows of the table of languages (core/language/language.h), in the
# order of languages.txt. A program is whole in a language when its file there has as many messages as its de.txt.

function value(key) {
    return match($0, " " key " \\{ \"[^\"]*\" \\}") ? substr($0, RSTART + length(key) + 5, RLENGTH - length(key) - 8) : ""
}

function or_else(text, otherwise) {
    return text == "" ? otherwise : text
}

function complain(what, why) {
    print FILENAME ": " what ": " why > "/dev/stderr"
    failed = 1
    exit 1
}

FNR == 1 {
    parts = split(FILENAME, path, "/")
    program = path[parts - 1]
    tag = substr(path[parts], 1, length(path[parts]) - length(".txt"))
    is_table = tag ~ /languages$/
    if (!is_table && !(tag in rows))
        complain(tag, "name the language in locales/languages.txt")
    if (!is_table && !(program in known)) {
        known[program] = 1
        programs[++program_count] = program
    }
}
is_table && /^[a-z]/ {
    direction = value("direction")
    if (value("autonym") == "" || value("german") == "" || value("script") == "" || (direction != "ltr" && direction != "rtl"))
        complain($1, "lacks autonym, german, script or direction (ltr, rtl)")
    # German doors and letters print European digits and Gregorian dates, whatever CLDR takes for the language.
    rows[$1] = sprintf("\"%s\", \"%s\", \"%s\", \"%s@calendar=gregorian;numbers=latn\", \"%s\", %s, \"%s\"", $1, value("autonym"),
        value("german"), or_else(value("locale"), $1), value("script"),
        direction == "rtl" ? "TEXT_RIGHT_TO_LEFT" : "TEXT_LEFT_TO_RIGHT", or_else(value("list_separator"), ", "))
    tags[++tag_count] = $1
}
!is_table && /^    [a-z][a-z0-9_]* \{/ { messages[program, tag]++ }
END {
    for (i = 1; i <= tag_count && !failed; i++) {
        whole = " "
        for (k = 1; k <= program_count; k++) {
            own = messages[programs[k], tags[i]]
            if (own > 0 && own == messages[programs[k], "de"])
                whole = whole programs[k] " "
        }
        printf "{%s, \"%s\"},\n", rows[tags[i]], whole
    }
}
