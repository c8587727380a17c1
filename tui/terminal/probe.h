// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which terminal is this? It is asked in one burst of questions that ends with one that every terminal answers; what
// comes back is untrusted: it is read by a bounded state machine and decides only about notices, the order of rows,
// combining marks and UTF-8.
//
// The questions: XTVERSION (CSI > 0 q), DA2 (CSI > c), DA3 (CSI = c), DECRQM of BDSM (CSI 8 $ p), where the cursor is
// after each of some characters (CPR, CSI 6 n), at last DA1 (CSI c). See xterm's ctlseqs and
// terminal-wg.pages.freedesktop.org/bidi; docs/terminals.md has what terminals answer.
#ifndef KOMPASS_TUI_TERMINAL_PROBE_H
#define KOMPASS_TUI_TERMINAL_PROBE_H

#include <stdbool.h>
#include <stddef.h>

enum probe_kind {
    PROBE_UNKNOWN,
    PROBE_CONSOLE, // of Linux
    PROBE_FOOT,
    PROBE_XTERM,
    PROBE_VTE,
    PROBE_KONSOLE,
    PROBE_MLTERM,
    PROBE_KITTY,
    PROBE_TMUX,
    PROBE_SCREEN,
    PROBE_KMSCON,
    PROBE_KIND_COUNT
};

// How the kind is known, from the surest.
enum probe_source {
    PROBE_BY_SETTING,     // KIOSK_TERM says it
    PROBE_BY_SYSTEM,      // it is a console of this machine (KDGKBTYPE)
    PROBE_BY_REPLIES,     // the terminal says it
    PROBE_BY_ENVIRONMENT, // variables say it that may be left from another terminal
    PROBE_SOURCE_COUNT
};

// What the terminal does with text that comes in visual order, as ours does.
enum probe_order {
    PROBE_ORDER_KEPT,     // leaves it as it comes
    PROBE_ORDER_EXPLICIT, // leaves it when told to (CSI 8 l; mlterm in its own way), else orders it anew
    PROBE_ORDER_IMPLICIT, // orders each row anew (UAX #9), whatever it is told: gets it turned (order.h)
    PROBE_ORDER_WORDS,    // turns words of Arabic letters, whatever it is told: gets them turned (order.h)
    PROBE_ORDER_OUTER,    // hands it on to another terminal, which may do any of this
    PROBE_ORDER_COUNT
};

enum { PROBE_SAMPLES = 8, PROBE_VERSION_BYTES = 64, PROBE_REQUEST_BYTES = 256, PROBE_NOTICES_MAX = 6 };

// What is written to measure it, UTF-8, and the columns that it takes in our layouts (the sum of its characters' widths).
struct probe_sample {
    const char *name;
    const char *text;
    int width;
};
extern const struct probe_sample probe_samples[PROBE_SAMPLES];

struct probe {
    enum probe_kind kind;
    enum probe_source source;
    enum probe_order order;
    bool answered;                     // the last question was answered
    char version[PROBE_VERSION_BYTES]; // what it calls itself, printable ASCII; "" when it does not say
    signed char widths[PROBE_SAMPLES]; // columns that each sample takes; -1: not measured
    // The rest is of the terminal's description (terminfo), not asked of the terminal.
    int colours;
    bool pointer;       // mouse or touch
    bool places_cursor; // without that the kiosk does not start
    int rows, columns;  // 0: not known
};

// What has come back so far. Zero-initialised is ready.
struct probe_replies {
    int state;
    char sequence[96]; // of the one that has begun, up to its final byte
    size_t length;
    bool done; // the last question was answered
    int attributes;
    int device[2];
    int bidi_mode;
    char unit[16];
    char version[PROBE_VERSION_BYTES];
    int columns[PROBE_SAMPLES]; // of the cursor, from 1
    size_t positions;           // how many came; more than PROBE_SAMPLES are not told apart
};

// Writes the questions, ended by a NUL, into `out`. With `measure` each sample is written at the start of the cursor's
// line, which is erased then; without, nothing is written to the screen.
void probe_request(char out[PROBE_REQUEST_BYTES], bool measure);

// Takes a byte that the terminal sent; bytes that are no reply are passed over. True when it is the last byte of the
// answer to the last question; later bytes are ignored.
bool probe_take(struct probe_replies *replies, unsigned char byte);

// Whether the terminal need not be asked, or must not be: KIOSK_TERM names the kind, it is the console of `fd`, or TERM
// says that it understands nothing. Fills *probe.
bool probe_is_known(struct probe *probe, int fd);

// Fills *probe by the replies and, as far as they do not say the kind, by the environment. The same replies and
// environment always give the same.
void probe_conclude(struct probe *probe, const struct probe_replies *replies);

// Milliseconds to wait for answers where somebody waits: 100, or 1500 behind a network, of which SSH tells by
// SSH_CONNECTION. An answer that came later would be taken for what is typed to the next program.
int probe_patience(void);

// Reads from `fd` until the last question is answered or `milliseconds` are over; then drops what has come besides. The
// terminal must not echo.
void probe_await(struct probe_replies *replies, int fd, int milliseconds);

// Asks the terminal of `input` and `output` if need be and waits for the answers. Modes, cursor and screen are as
// before; only the line of the cursor is erased.
void probe_terminal(struct probe *probe, int input, int output);

// Whether a sample was measured to be other than our layouts take it to be.
bool probe_differs(const struct probe *probe, size_t sample);

// Whether it reads UTF-8, as far as is known.
bool probe_reads_utf8(const struct probe *probe);

// Whether combining marks may be sent: not where one was measured to take a column of its own, nor on the console.
bool probe_keeps_marks(const struct probe *probe);

// Whether rows must be turned for it (order.h).
bool probe_orders_rows(const struct probe *probe);

// Stable names in small letters, for KIOSK_TERM and for programs that read the report.
const char *probe_kind_name(enum probe_kind kind);
const char *probe_source_name(enum probe_source source);
const char *probe_order_name(enum probe_order order);

// What an operator should know of this terminal, in English sentences; returns how many there are.
size_t probe_notices(const struct probe *probe, const char *notices[PROBE_NOTICES_MAX]);

#endif
