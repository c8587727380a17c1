# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# table.awk de.txt OTHER.txt...: the rows of the table of languages (core/language/language.h), in the order that the files
# name, those on offer first. A language is offered when its file has every message of de.txt. German comes first, so that its messages are counted.

function value(key) {
    return match($0, key " \\{ \"[^\"]*\" \\}") ? substr($0, RSTART + length(key) + 4, RLENGTH - length(key) - 7) : ""
}

function finish() {
    if (tag == "")
        return
    if (autonym == "" || german == "" || script == "" || order == "" || (direction != "ltr" && direction != "rtl")) {
        print file ": Language lacks autonym, german, script, direction (ltr, rtl) or order" > "/dev/stderr"
        failed = 1
        exit 1
    }
    if (tag == "de")
        whole = messages
    # German doors and letters print European digits and Gregorian dates, whatever CLDR takes for the language.
    printf "%d%05d\t{\"%s\", \"%s\", \"%s\", \"%s@calendar=gregorian;numbers=latn\", \"%s\", %s, \"%s\", %s},\n", messages != whole, order, tag, autonym,
        german, locale == "" ? tag : locale, script, direction == "rtl" ? "TEXT_RIGHT_TO_LEFT" : "TEXT_LEFT_TO_RIGHT",
        separator, messages == whole ? "true" : "false"
}

FNR == 1 {
    finish()
    autonym = german = script = direction = order = locale = ""
    separator = ", "
    messages = 0
    file = FILENAME
    tag = file
    sub(/.*\//, "", tag)
    sub(/\.txt$/, "", tag)
}
/^    Language \{/ {
    autonym = value("autonym")
    german = value("german")
    script = value("script")
    direction = value("direction")
    order = value("order")
    locale = value("locale")
}
/^    list_separator \{/ { separator = value("list_separator") }
/^    [a-z][a-z0-9_]* \{/ { messages++ }
END { if (!failed) finish() }
