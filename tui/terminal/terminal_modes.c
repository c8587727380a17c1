// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of what is sent: xterm's ctlseqs, BDSM (terminal-wg.pages.freedesktop.org/bidi), mlterm's file PROTOCOL, and
// ISO 2022.
#include "tui/terminal/terminal_modes.h"

#include "tui/terminal/tty.h"

#include <string.h>

enum mode { MODE_POINTER, MODE_PASTES, MODE_ORDER, MODE_MLTERM, MODE_UTF8, MODE_COUNT };

static const struct {
    const char *ours, *its_own;
} mode_texts[MODE_COUNT] = {
    // Pressed, moved while pressed, lifted, in numbers (1000, 1002, 1006). We read that ourselves: of a press and a
    // release that come at once, as those of a touch do, curses makes less than they are.
    [MODE_POINTER] = {"\033[?1000h\033[?1002h\033[?1006h", "\033[?1002l\033[?1000l\033[?1006l"},
    [MODE_PASTES] = {"\033[?2004h", "\033[?2004l"},
    [MODE_ORDER] = {"\033[8l", "\033[8h"},
    [MODE_MLTERM] = {"\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a"}, // "complex text layouting"
    // UTF-8 (another coding system), and no protected area (DECSCA): read byte by byte, our letters had been control
    // characters, too, of which one keeps what follows from being erased.
    [MODE_UTF8] = {"\033%G\033[0\"q", "\033%@"},
};

static bool has(const struct terminal_modes *modes, enum mode mode)
{
    const bool all[MODE_COUNT] = {
        [MODE_POINTER] = modes->pointer,
        [MODE_PASTES] = modes->pastes,
        [MODE_ORDER] = modes->orders_text,
        [MODE_MLTERM] = modes->is_mlterm,
        [MODE_UTF8] = modes->reads_bytes,
    };
    return all[mode];
}

bool terminal_modes_learn(struct terminal_modes *modes, const struct probe *probe)
{
    struct terminal_modes before = *modes;
    modes->reads_bytes = modes->reads_bytes || !probe_reads_utf8(probe);
    modes->is_mlterm = modes->is_mlterm || probe->kind == PROBE_MLTERM;
    return modes->reads_bytes != before.reads_bytes || modes->is_mlterm != before.is_mlterm;
}

void terminal_modes_tell(const struct terminal_modes *modes, bool ours)
{
    for (enum mode mode = 0; mode < MODE_COUNT; mode++) {
        if (has(modes, mode))
            tty_send(ours ? mode_texts[mode].ours : mode_texts[mode].its_own);
    }
}

void terminal_modes_append_restoring(const struct terminal_modes *modes, char *bytes, size_t size)
{
    for (enum mode mode = 0; mode < MODE_COUNT; mode++) {
        if (has(modes, mode))
            strncat(bytes, mode_texts[mode].its_own, size - strlen(bytes) - 1);
    }
}
