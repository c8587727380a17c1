# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# messages.awk PROGRAM/de.txt...: the messages of each program (core/language/message_set.h), in the order of its German file.
# "// in the bar" and "// on a line" behind a message name a place that is one line.

FNR == 1 {
    parts = split(FILENAME, path, "/")
    program = path[parts - 1]
    programs[++program_count] = program
}
/^    [a-z][a-z0-9_]* \{/ {
    place = /\/\/ in the bar$/ ? "MESSAGE_IN_BAR" : /\/\/ on a line$/ ? "MESSAGE_ON_LINE" : "MESSAGE_WRAPS"
    rows[program] = rows[program] "{\"" $1 "\", " place "},\n"
    count[program]++
}
END {
    for (i = 1; i <= program_count; i++)
        printf "static const struct message_source %s_messages[] = {\n%s};\n", programs[i], rows[programs[i]]
    print "static const struct message_set sets[] = {"
    for (i = 1; i <= program_count; i++)
        printf "{\"%s\", %s_messages, %d},\n", programs[i], programs[i], count[programs[i]]
    print "};"
}
