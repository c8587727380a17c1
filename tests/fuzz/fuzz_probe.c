// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the terminal's answers: whatever comes, what is concluded is within its bounds and printable,
// and the last answer is still understood.
#include "tui/terminal/probe.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char end[] = "\033\\\033[?1c";
    struct probe_replies replies = {0};
    struct probe probe;
    const char *notices[PROBE_NOTICES_MAX];
    for (size_t i = 0; i < size; i++)
        probe_take(&replies, data[i]);
    for (size_t i = 0; i < sizeof end - 1; i++)
        probe_take(&replies, (unsigned char)end[i]);
    probe_conclude(&probe, &replies);
    assert(probe.answered);
    assert((int)probe.kind >= 0 && probe.kind < PROBE_KIND_COUNT);
    assert((int)probe.order >= 0 && probe.order < PROBE_ORDER_COUNT);
    assert(memchr(probe.version, '\0', sizeof probe.version) != NULL);
    for (const char *at = probe.version; *at != '\0'; at++)
        assert(*at >= 0x20 && *at <= 0x7E);
    for (size_t i = 0; i < PROBE_SAMPLES; i++)
        assert(probe.widths[i] >= -1 && probe.widths[i] <= 16);
    assert(probe_notices(&probe, notices) <= PROBE_NOTICES_MAX);
    return 0;
}
