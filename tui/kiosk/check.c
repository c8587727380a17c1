// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One JSON object is the report; the lines for people are made from the same facts.
#include "tui/kiosk/check.h"

#include "core/base/memory.h"
#include "core/search/search.h"
#include "tui/kiosk/coverage.h"
#include "tui/terminal/curses_terminal.h"
#include "tui/terminal/screen_font.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static enum status open_languages(const struct kiosk *kiosk, json_t *tags, struct problem *problem)
{
    size_t known;
    const struct language *languages = language_table(&known);
    for (size_t i = 0; i < known; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        struct messages *messages;
        enum status status = messages_open(&messages, kiosk->set, kiosk->locales, &languages[i], problem);
        if (status != STATUS_OK)
            return status;
        messages_close(&messages);
        json_array_append_new(tags, json_string(languages[i].tag));
    }
    return STATUS_OK;
}

static json_t *json_of_catalog(const struct catalog *catalog)
{
    const struct catalog_release *release = catalog_release(catalog);
    const struct counts counts = catalog_counts(catalog);
    return json_pack("{s:I, s:s, s:s, s:I, s:I, s:I}", "release", (json_int_t)release->number, "created",
                     release->created, "name", release->name, "offers", (json_int_t)counts.of[KIND_OFFER], "guides",
                     (json_int_t)counts.of[KIND_GUIDE], "articles", (json_int_t)counts.of[KIND_ARTICLE]);
}

static bool draws(void *letters, const struct language *language, uint32_t character)
{
    return screen_font_draws(letters, language, character);
}

// What a console can draw of each offered language, and why its own font is not there.
static json_t *json_of_drawn(struct kiosk *kiosk, struct screen_font *letters)
{
    size_t known;
    const struct language *languages = language_table(&known);
    json_t *drawn = json_array();
    struct letters_shown *shown = memory_allocate(1, sizeof *shown);
    for (size_t i = 0; i < known; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        struct problem problem;
        char why[1400] = "";
        coverage_count(kiosk_messages(kiosk, &languages[i]), 0, MESSAGE_COUNT - 1, shown);
        struct coverage coverage = coverage_of(shown, draws, letters);
        if (screen_font_check(letters, &languages[i], &problem) != STATUS_OK)
            problem_format(&problem, why, sizeof why);
        json_array_append_new(drawn, json_pack("{s:s, s:I, s:I, s:b, s:s}", "language", languages[i].tag, "letters",
                                               (json_int_t)coverage.letters, "missing", (json_int_t)coverage.missing,
                                               "readable", coverage_suffices(&coverage), "problem", why));
    }
    memory_free(&shown);
    return drawn;
}

// Who changes the terminal's letters, and what it draws, where that is known: "drawn" is null elsewhere.
static json_t *json_of_letters(struct kiosk *kiosk, const char *fonts)
{
    struct screen_font *letters = screen_font_open(STDIN_FILENO, fonts);
    bool console = screen_font_is_of_console(letters);
    const char *changed_by = console ? "console font" : screen_font_is_of_xterm(letters) ? "OSC 50" : "nobody";
    json_t *report = json_pack("{s:s, s:o}", "changed_by", changed_by, "drawn",
                               console ? json_of_drawn(kiosk, letters) : json_null());
    screen_font_close(&letters);
    return report;
}

static void write_letters(FILE *stream, const json_t *letters)
{
    size_t i;
    const json_t *language;
    const json_t *drawn = json_object_get(letters, "drawn");
    fprintf(stream, "letters: changed by %s", json_string_value(json_object_get(letters, "changed_by")));
    json_array_foreach(drawn, i, language) {
        const char *tag = json_string_value(json_object_get(language, "language"));
        long long all = json_integer_value(json_object_get(language, "letters"));
        long long missing = json_integer_value(json_object_get(language, "missing"));
        fprintf(stream, "%s %s %lld of %lld", i == 0 ? ";" : ",", tag, all - missing, all);
    }
    fputc('\n', stream);
    json_array_foreach(drawn, i, language) {
        const char *why = json_string_value(json_object_get(language, "problem"));
        const char *tag = json_string_value(json_object_get(language, "language"));
        if (*why != '\0')
            fprintf(stream, "notice: %s: %s\n", tag, why);
        if (!json_boolean_value(json_object_get(language, "readable")))
            fprintf(stream, "notice: %s is not offered here: the console lacks its letters\n", tag);
    }
}

static json_t *json_of_terminal(const struct probe *probe)
{
    json_t *widths = json_array();
    json_t *told = json_array();
    const char *notices[PROBE_NOTICES_MAX];
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        json_t *measured = probe->widths[i] < 0 ? json_null() : json_integer(probe->widths[i]);
        json_array_append_new(widths, json_pack("{s:s, s:s, s:i, s:o}", "name", probe_samples[i].name, "text",
                                                probe_samples[i].text, "expected", probe_samples[i].width, "measured",
                                                measured));
    }
    for (size_t i = 0, count = probe_notices(probe, notices); i < count; i++)
        json_array_append_new(told, json_string(notices[i]));
    return json_pack("{s:s, s:s, s:s, s:b, s:s, s:i, s:b, s:i, s:i, s:b, s:b, s:o, s:o}", "kind", probe_kind_name(probe->kind), "version",
                     probe->version, "known_by", probe_source_name(probe->source), "answered", probe->answered, "order",
                     probe_order_name(probe->order), "colours", probe->colours, "pointer", probe->pointer, "rows",
                     probe->rows, "columns", probe->columns, "utf8", probe_reads_utf8(probe), "marks",
                     probe_keeps_marks(probe), "widths", widths, "notices", told);
}

static void write_terminal(FILE *stream, const struct probe *probe)
{
    static const char *const orders[PROBE_ORDER_COUNT] = {
        [PROBE_ORDER_KEPT] = "leaves text as it comes",
        [PROBE_ORDER_EXPLICIT] = "orders text unless told not to",
        [PROBE_ORDER_IMPLICIT] = "orders text by itself",
        [PROBE_ORDER_WORDS] = "orders words by itself",
        [PROBE_ORDER_OUTER] = "hands text on",
    };
    const char *notices[PROBE_NOTICES_MAX];
    size_t measured = 0;
    fprintf(stream, "terminal: %s%s%s%s, %s, %d colours, %s\n", probe_kind_name(probe->kind),
            probe->version[0] == '\0' ? "" : " (", probe->version, probe->version[0] == '\0' ? "" : ")",
            orders[probe->order], probe->colours, probe->pointer ? "mouse or touch" : "no mouse");
    fputs("widths:", stream);
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        if (probe->widths[i] < 0)
            continue;
        measured++;
        if (probe_differs(probe, i))
            fprintf(stream, " %s is %d, not %d;", probe_samples[i].name, probe->widths[i], probe_samples[i].width);
    }
    fprintf(stream, " %zu of %d measured\n", measured, PROBE_SAMPLES);
    for (size_t i = 0, count = probe_notices(probe, notices); i < count; i++)
        fprintf(stream, "notice: %s\n", notices[i]);
}

static void write_report(FILE *stream, const json_t *tags, const struct catalog *catalog, const struct probe *probe,
                         const json_t *letters)
{
    const struct catalog_release *release = catalog_release(catalog);
    const struct counts counts = catalog_counts(catalog);
    fputs("languages:", stream);
    for (size_t i = 0; i < json_array_size(tags); i++)
        fprintf(stream, " %s", json_string_value(json_array_get(tags, i)));
    fprintf(stream, "\ncatalog: release %ld of %s, %s: %ld offers, %ld guides, %ld articles\n", release->number,
            release->created, release->name, counts.of[KIND_OFFER], counts.of[KIND_GUIDE], counts.of[KIND_ARTICLE]);
    if (probe == NULL)
        return;
    write_terminal(stream, probe);
    write_letters(stream, letters);
}

enum status check_kiosk(struct kiosk *kiosk, FILE *stream, bool json, const char *fonts, struct problem *problem)
{
    json_t *tags = json_array();
    enum status status = open_languages(kiosk, tags, problem);
    if (status == STATUS_OK)
        status = catalog_verify(kiosk->catalog, problem);
    if (status == STATUS_OK)
        status = search_verify(kiosk->catalog, problem);
    if (status == STATUS_OK) {
        struct probe probe;
        bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
        json_t *letters = NULL;
        if (terminal) {
            curses_terminal_report(&probe);
            letters = json_of_letters(kiosk, fonts);
        }
        if (json) {
            json_t *report = json_pack("{s:O, s:o, s:o, s:O?}", "languages", tags, "catalog", json_of_catalog(kiosk->catalog),
                                       "terminal", terminal ? json_of_terminal(&probe) : json_null(), "letters",
                                       letters);
            json_dumpf(report, stream, JSON_INDENT(2));
            fputc('\n', stream);
            json_decref(report);
        } else {
            write_report(stream, tags, kiosk->catalog, terminal ? &probe : NULL, letters);
        }
        json_decref(letters);
    }
    json_decref(tags);
    return status;
}
