// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One JSON object is the report; the lines for people are made from the same facts.
#include "tui/kiosk/check.h"

#include "tui/terminal/curses_terminal.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static enum status open_languages(const struct kiosk *kiosk, json_t *tags, struct problem *problem)
{
    size_t known;
    const struct language *languages = language_table(&known);
    for (size_t i = 0; i < known; i++) {
        if (!languages[i].offered)
            continue;
        struct messages *messages;
        enum status status = messages_open(&messages, kiosk->locales, &languages[i], problem);
        if (status != STATUS_OK)
            return status;
        messages_close(&messages);
        json_array_append_new(tags, json_string(languages[i].tag));
    }
    return STATUS_OK;
}

static json_t *json_of_catalog(const struct catalog_release *release)
{
    return json_pack("{s:I, s:s, s:s, s:I, s:I, s:I}", "release", (json_int_t)release->number, "created",
                     release->created, "name", release->name, "offers", (json_int_t)release->offers, "guides",
                     (json_int_t)release->guides, "articles", (json_int_t)release->articles);
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
    return json_pack("{s:s, s:s, s:s, s:b, s:s, s:i, s:b, s:o, s:o}", "kind", probe_kind_name(probe->kind), "version",
                     probe->version, "known_by", probe_source_name(probe->source), "answered", probe->answered, "order",
                     probe_order_name(probe->order), "colours", probe->colours, "pointer", probe->pointer, "widths",
                     widths, "notices", told);
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

static void write_report(FILE *stream, const json_t *tags, const struct catalog_release *release, const struct probe *probe)
{
    fputs("languages:", stream);
    for (size_t i = 0; i < json_array_size(tags); i++)
        fprintf(stream, " %s", json_string_value(json_array_get(tags, i)));
    fprintf(stream, "\ncatalog: release %ld of %s, %s: %ld offers, %ld guides, %ld articles\n", release->number,
            release->created, release->name, release->offers, release->guides, release->articles);
    if (probe != NULL)
        write_terminal(stream, probe);
}

enum status check_kiosk(struct kiosk *kiosk, FILE *stream, bool json, struct problem *problem)
{
    json_t *tags = json_array();
    enum status status = open_languages(kiosk, tags, problem);
    if (status == STATUS_OK)
        status = catalog_verify(kiosk->catalog, problem);
    if (status == STATUS_OK) {
        const struct catalog_release *release = catalog_release(kiosk->catalog);
        struct probe probe;
        bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
        if (terminal)
            curses_terminal_report(&probe);
        if (json) {
            json_t *report = json_pack("{s:O, s:o, s:o}", "languages", tags, "catalog", json_of_catalog(release),
                                       "terminal", terminal ? json_of_terminal(&probe) : json_null());
            json_dumpf(report, stream, JSON_INDENT(2));
            fputc('\n', stream);
            json_decref(report);
        } else {
            write_report(stream, tags, release, terminal ? &probe : NULL);
        }
    }
    json_decref(tags);
    return status;
}
