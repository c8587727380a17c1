// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for opening hours as people write them: whatever the text, what is read of it are spans that can be, in
// order; faults and rests lie in the text; and what has no fault is written so that it is read back to the same.
#include "core/time/hours_text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_place(const char *text, size_t at, size_t length)
{
    assert(at <= strlen(text) && length <= strlen(text) - at);
}

static void check_spans(const struct hours_text *hours)
{
    for (size_t i = 0; i < hours->span_count; i++) {
        const struct opening_span *span = &hours->spans[i];
        assert(span->weekday >= 0 && span->weekday < 7 && span->open_minute >= 0 && span->open_minute < 1440);
        assert(span->close_minute > span->open_minute && span->close_minute <= span->open_minute + 1440);
        assert(i == 0 || hours_text_compare(&span[-1], span) < 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[3000];
    struct hours_text hours, again;
    struct arena arena = {0};
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    hours_text_read(&arena, text, &hours);
    check_spans(&hours);
    for (size_t i = 0; i < hours.fault_count; i++)
        check_place(text, hours.faults[i].at, hours.faults[i].length);
    for (size_t i = 0; i < hours.rest_count; i++)
        check_place(text, hours.rests[i].at, hours.rests[i].length);
    for (int english = 0; english < 2 && hours.fault_count == 0 && hours.known; english++) {
        const char *written = hours_text_write(&arena, hours.spans, hours.span_count, hours.by_appointment, english ? "en" : "de");
        hours_text_read(&arena, written, &again);
        assert(again.known && again.fault_count == 0 && again.span_count == hours.span_count);
        assert(again.by_appointment == hours.by_appointment);
        for (size_t i = 0; i < hours.span_count; i++)
            assert(hours_text_compare(&again.spans[i], &hours.spans[i]) == 0 && again.spans[i].every_year == hours.spans[i].every_year);
    }
    arena_free(&arena);
    return 0;
}
