// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of what is sent: xterm's ctlseqs, BDSM (terminal-wg.pages.freedesktop.org/bidi), mlterm's file PROTOCOL, and
// ISO 2022.
#include "tui/terminal/habits.h"

#include "tui/terminal/tty.h"

#include <string.h>

enum habit { HABIT_POINTER, HABIT_ORDER, HABIT_MLTERM, HABIT_UTF8, HABIT_COUNT };

static const struct {
    const char *ours, *its_own;
} habit_texts[HABIT_COUNT] = {
    // Pressed, moved while pressed, lifted, in numbers (1000, 1002, 1006). We read that ourselves: of a press and a
    // release that come at once, as those of a touch do, curses makes less than they are.
    [HABIT_POINTER] = {"\033[?1000h\033[?1002h\033[?1006h", "\033[?1002l\033[?1000l\033[?1006l"},
    [HABIT_ORDER] = {"\033[8l", "\033[8h"},
    [HABIT_MLTERM] = {"\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a"}, // "complex text layouting"
    // UTF-8 (another coding system), and no protected area (DECSCA): read byte by byte, our letters had been control
    // characters, too, of which one keeps what follows from being erased.
    [HABIT_UTF8] = {"\033%G\033[0\"q", "\033%@"},
};

static bool has(const struct habits *habits, enum habit habit)
{
    const bool all[HABIT_COUNT] = {
        [HABIT_POINTER] = habits->pointer,
        [HABIT_ORDER] = habits->orders_text,
        [HABIT_MLTERM] = habits->is_mlterm,
        [HABIT_UTF8] = habits->reads_bytes,
    };
    return all[habit];
}

bool habits_learn(struct habits *habits, const struct probe *probe)
{
    struct habits before = *habits;
    habits->reads_bytes = habits->reads_bytes || !probe_reads_utf8(probe);
    habits->is_mlterm = habits->is_mlterm || probe->kind == PROBE_MLTERM;
    return habits->reads_bytes != before.reads_bytes || habits->is_mlterm != before.is_mlterm;
}

void habits_tell(const struct habits *habits, bool ours)
{
    for (enum habit habit = 0; habit < HABIT_COUNT; habit++) {
        if (has(habits, habit))
            tty_send(ours ? habit_texts[habit].ours : habit_texts[habit].its_own);
    }
}

void habits_append_restoring(const struct habits *habits, char *bytes, size_t size)
{
    for (enum habit habit = 0; habit < HABIT_COUNT; habit++) {
        if (has(habits, habit))
            strncat(bytes, habit_texts[habit].its_own, size - strlen(bytes) - 1);
    }
}
