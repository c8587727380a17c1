# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
/^static const struct model_kind kinds\[/i\
static const struct model_text poster_texts[] = {\
    {.name = "title", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},\
    {.name = "message", .form = MODEL_LINES, .bytes_max = SUMMARY_BYTES, .searched = true, .translated = true},\
};\

/^static const struct model_kind kinds\[/a\
    [KIND_POSTER] = {"poster", "posters", KIND_NONE, NULL, NOTHING, LIST(poster_texts), NOTHING, .title = "title",\
                     .slugged = true, .sourced = true, .listed = true, .counted = true},
