// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Questions are sent behind a frame and never waited for: a terminal far away would hold up every visitor.
#include "tui/terminal/dialogue.h"

#include "core/base/log.h"
#include "tui/terminal/terminfo.h"
#include "tui/terminal/tty.h"

#include <string.h>
#include <unistd.h>

enum { ASK_AGAIN_MS = 1000 }; // between questions while a window changes its size

bool dialogue_ask(struct dialogue *dialogue, int rows, int columns)
{
    // A place in the first row is told as a key is: CSI 1 ; 2 R is Shift-F3, too.
    enum { ROWS_NEEDED = 2, COLUMNS_NEEDED = 10 };
    char request[PROBE_REQUEST_BYTES];
    bool measure = rows >= ROWS_NEEDED && columns >= COLUMNS_NEEDED;
    probe_request(request, measure);
    if (measure)
        tty_send("\033[2;1H");
    tty_send(request);
    dialogue->replies = (struct probe_replies){0};
    dialogue->ask_again = false;
    dialogue->asked = true;
    dialogue->asked_ms = tty_milliseconds();
    return measure;
}

void dialogue_ask_again(struct dialogue *dialogue)
{
    dialogue->ask_again = dialogue->asked || dialogue->probe.answered;
}

void dialogue_follow_size(struct dialogue *dialogue)
{
    if (tty_milliseconds() - dialogue->asked_ms > ASK_AGAIN_MS)
        dialogue->ask_again = dialogue->probe.answered;
}

bool dialogue_take(struct dialogue *dialogue, unsigned char byte)
{
    if (!dialogue->asked || !probe_take(&dialogue->replies, byte))
        return false;
    struct probe *probe = &dialogue->probe;
    const struct probe before = *probe;
    const char *notices[PROBE_NOTICES_MAX];
    dialogue->asked = false;
    probe_conclude(probe, &dialogue->replies);
    if (dialogue->replies.positions == 0 && probe->kind == before.kind)
        memcpy(probe->widths, before.widths, sizeof before.widths); // they were not asked for again
    terminfo_describe(probe);
    for (size_t i = 0, count = probe_notices(probe, notices); i < count; i++)
        log_message(LOG_LEVEL_WARNING, "terminal %s: %s", probe_kind_name(probe->kind), notices[i]);
    return true;
}

bool dialogue_expects_answer(const struct dialogue *dialogue)
{
    return dialogue->asked && tty_milliseconds() - dialogue->asked_ms < probe_patience();
}

void dialogue_end(struct dialogue *dialogue)
{
    if (dialogue->asked)
        probe_await(&dialogue->replies, STDIN_FILENO,
                    (int)(dialogue->asked_ms + probe_patience() - tty_milliseconds()));
}
