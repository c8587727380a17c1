// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Questions, the state machine that reads the answers, and a table of who answers what.
#include "tui/terminal/probe.h"

#include "tui/terminal/tty.h"

#include <errno.h>
#include <linux/kd.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { BYTE_ESCAPE = 0x1B, NUMBER_MOST = 99999 };

enum { SAMPLE_UTF8 = 0, SAMPLE_COMBINING = 7 };

const struct probe_sample probe_samples[PROBE_SAMPLES] = {
    [SAMPLE_UTF8] = {"U+00E4", "\xC3\xA4", 1}, // ä: two columns where the bytes are not read as UTF-8
    {"U+FEFC", "\xEF\xBB\xBC", 1},             // final lam-alef
    {"U+25B6", "\xE2\x96\xB6", 1},             // a triangle, wide where ambiguous characters are
    {"U+00FC", "\xC3\xBC", 1},                 // ü
    {"U+1EC7", "\xE1\xBB\x87", 1},             // ệ
    {"U+12A0", "\xE1\x8A\xA0", 1},             // an Ethiopic letter
    {"U+4E2D", "\xE4\xB8\xAD", 2},             // a Chinese one
    [SAMPLE_COMBINING] = {"U+0065 U+0301", "e\xCC\x81", 1},
};

// ---- questions ---------------------------------------------------------------------------------------------------

void probe_request(char out[PROBE_REQUEST_BYTES], bool measure)
{
    // DA3 comes late: kmscon answers it as if it were DA1, and what follows that answer is not waited for.
    static const char questions[] = "\033[>0q\033[>c\033[8$p\033[=c";
    static const char last_question[] = "\033[c";
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; measure && i < PROBE_SAMPLES; i++)
        length += (size_t)snprintf(out + length, PROBE_REQUEST_BYTES - length, "\r%s\033[6n\r\033[K",
                                   probe_samples[i].text);
    // What takes a question for text has that text erased.
    snprintf(out + length, PROBE_REQUEST_BYTES - length, "%s%s%s", questions, measure ? "\r\033[K" : "", last_question);
}

// ---- answers -----------------------------------------------------------------------------------------------------

enum { GROUND, ESCAPE, CSI, STRING, STRING_ESCAPE };

// Reads up to `most` numbers with semicolons between; missing ones are 0.
static void read_numbers(const char *text, int *numbers, size_t most)
{
    memset(numbers, 0, most * sizeof *numbers);
    for (size_t i = 0; *text != '\0' && i < most; text++) {
        if (*text == ';')
            i++;
        else if (*text >= '0' && *text <= '9' && numbers[i] <= NUMBER_MOST)
            numbers[i] = numbers[i] * 10 + (*text - '0');
    }
}

static bool end_csi(struct probe_replies *replies, char final)
{
    const char *text = replies->sequence;
    int numbers[2];
    bool private = *text >= '<' && *text <= '?';
    read_numbers(text + private, numbers, 2);
    switch (final) {
    case 'c':
        if (*text == '>')
            memcpy(replies->device, numbers, sizeof numbers);
        if (*text != '?')
            return false;
        replies->attributes = numbers[0];
        replies->done = true;
        return true;
    case 'R':
        if (!private && replies->positions < PROBE_SAMPLES)
            replies->columns[replies->positions] = numbers[1];
        if (!private && replies->positions <= PROBE_SAMPLES)
            replies->positions++;
        return false;
    case 'y':
        if (!private && strchr(text, '$') != NULL && numbers[0] == 8)
            replies->bidi_mode = numbers[1];
        return false;
    default:
        return false;
    }
}

static int digit_of(char hexadecimal)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = hexadecimal == '\0' ? NULL : strchr(digits, hexadecimal | 0x20);
    return found == NULL ? -1 : (int)(found - digits);
}

static void end_string(struct probe_replies *replies)
{
    const char *text = replies->sequence;
    if (strncmp(text, ">|", 2) == 0) {
        snprintf(replies->version, sizeof replies->version, "%.*s", PROBE_VERSION_BYTES - 1, text + 2);
    } else if (strncmp(text, "!|", 2) == 0) { // four bytes in hexadecimal, often letters
        size_t length = 0;
        for (text += 2; length + 1 < sizeof replies->unit; text += 2) {
            int high = digit_of(text[0]);
            int low = high < 0 ? -1 : digit_of(text[1]);
            if (low < 0)
                break;
            replies->unit[length++] = (char)(high * 16 + low);
        }
        replies->unit[length] = '\0';
    }
}

static void begin(struct probe_replies *replies, int state)
{
    replies->state = state;
    replies->length = 0;
    replies->sequence[0] = '\0';
}

// Keeps the start of a sequence that is too long; it is nothing that was asked for.
static void keep(struct probe_replies *replies, unsigned char byte)
{
    if (replies->length + 1 < sizeof replies->sequence) {
        replies->sequence[replies->length++] = (char)byte;
        replies->sequence[replies->length] = '\0';
    }
}

bool probe_take(struct probe_replies *replies, unsigned char byte)
{
    if (replies->done)
        return false;
    bool printable = byte >= 0x20 && byte <= 0x7E;
    switch (replies->state) {
    case ESCAPE:
    case STRING_ESCAPE:
        if (byte == '\\' && replies->state == STRING_ESCAPE)
            end_string(replies);
        begin(replies, byte == '[' ? CSI : byte == 'P' ? STRING : byte == BYTE_ESCAPE ? ESCAPE : GROUND);
        return false;
    case CSI:
        if (printable && byte >= 0x40) {
            replies->state = GROUND;
            return end_csi(replies, (char)byte);
        }
        break;
    case STRING:
        if (byte == BYTE_ESCAPE) {
            replies->state = STRING_ESCAPE;
            return false;
        }
        break;
    default:
        break;
    }
    if (byte == BYTE_ESCAPE)
        replies->state = ESCAPE;
    else if (!printable)
        replies->state = GROUND;
    else if (replies->state != GROUND)
        keep(replies, byte);
    return false;
}

// ---- who it is ---------------------------------------------------------------------------------------------------

// What tells a kind, in the answers and, with less certainty, in the environment.
static const struct terminal_kind {
    const char *name;
    const char *version; // begins its answer to XTVERSION
    const char *unit;    // its answer to DA3
    int device;          // the first number of its answer to DA2
    const char *variable;
    const char *term; // begins TERM
    enum probe_order order;
} kinds[PROBE_KIND_COUNT] = {
    [PROBE_UNKNOWN] = {.name = "unknown"},
    [PROBE_CONSOLE] = {.name = "linux", .term = "linux"},
    [PROBE_FOOT] = {.name = "foot", .version = "foot(", .unit = "FOOT", .term = "foot"},
    [PROBE_XTERM] = {.name = "xterm", .version = "XTerm(", .device = 41, .variable = "XTERM_VERSION"},
    [PROBE_VTE] = {.name = "vte",
                   .version = "VTE(",
                   .unit = "~VTE",
                   .device = 65,
                   .variable = "VTE_VERSION",
                   .order = PROBE_ORDER_EXPLICIT},
    [PROBE_KONSOLE] = {.name = "konsole",
                       .version = "Konsole",
                       .unit = "~KDE",
                       .variable = "KONSOLE_VERSION",
                       .order = PROBE_ORDER_IMPLICIT},
    [PROBE_MLTERM] = {.name = "mlterm",
                      .version = "mlterm",
                      .device = 24,
                      .variable = "MLTERM",
                      .term = "mlterm",
                      .order = PROBE_ORDER_EXPLICIT},
    [PROBE_KITTY] = {.name = "kitty",
                     .version = "kitty(",
                     .variable = "KITTY_WINDOW_ID",
                     .term = "xterm-kitty",
                     .order = PROBE_ORDER_WORDS},
    [PROBE_TMUX] = {.name = "tmux",
                    .version = "tmux",
                    .device = 84,
                    .variable = "TMUX",
                    .term = "tmux",
                    .order = PROBE_ORDER_OUTER},
    [PROBE_SCREEN] = {.name = "screen", .device = 83, .variable = "STY", .term = "screen", .order = PROBE_ORDER_OUTER},
    [PROBE_KMSCON] = {.name = "kmscon"},
};

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

static bool begins(const char *text, const char *with)
{
    return with != NULL && strncasecmp(text, with, strlen(with)) == 0;
}

static enum probe_kind kind_of_replies(const struct probe_replies *replies)
{
    enum { DEVICE_KITTY_MINOR = 4000, ATTRIBUTES_KMSCON = 60 };
    for (int kind = 0; kind < PROBE_KIND_COUNT; kind++) {
        if (begins(replies->version, kinds[kind].version))
            return (enum probe_kind)kind;
    }
    if (replies->version[0] != '\0')
        return PROBE_UNKNOWN; // the other answers are often copied from a better known terminal
    for (int kind = 0; kind < PROBE_KIND_COUNT; kind++) {
        if (kinds[kind].unit != NULL && strcmp(replies->unit, kinds[kind].unit) == 0)
            return (enum probe_kind)kind;
    }
    for (int kind = 0; kind < PROBE_KIND_COUNT; kind++) {
        if (kinds[kind].device != 0 && replies->device[0] == kinds[kind].device)
            return (enum probe_kind)kind;
    }
    if (replies->device[0] == 1 && replies->device[1] == DEVICE_KITTY_MINOR)
        return PROBE_KITTY;
    return replies->attributes == ATTRIBUTES_KMSCON ? PROBE_KMSCON : PROBE_UNKNOWN;
}

static enum probe_kind kind_of_environment(void)
{
    // What runs inside of another terminal comes first: it hands that one's variables on.
    static const enum probe_kind order[] = {PROBE_TMUX,   PROBE_SCREEN, PROBE_KITTY, PROBE_FOOT, PROBE_MLTERM,
                                            PROBE_KONSOLE, PROBE_VTE,    PROBE_XTERM};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct terminal_kind *kind = &kinds[order[i]];
        if (begins(variable("TERM"), kind->term) || (kind->variable != NULL && *variable(kind->variable) != '\0'))
            return order[i];
    }
    return strcmp(variable("COLORTERM"), "kmscon") == 0 ? PROBE_KMSCON : PROBE_UNKNOWN;
}

static void begin_probe(struct probe *probe, enum probe_kind kind, enum probe_source source)
{
    *probe = (struct probe){.kind = kind, .source = source, .order = kinds[kind].order};
    memset(probe->widths, -1, sizeof probe->widths);
}

bool probe_is_known(struct probe *probe, int fd)
{
    const char *set = variable("KIOSK_TERM");
    for (int kind = 0; kind < PROBE_KIND_COUNT; kind++) {
        if (strcmp(set, kinds[kind].name) == 0) {
            begin_probe(probe, (enum probe_kind)kind, PROBE_BY_SETTING);
            return true;
        }
    }
    char keyboard;
    bool console = ioctl(fd, KDGKBTYPE, &keyboard) == 0;
    if (console || begins(variable("TERM"), kinds[PROBE_CONSOLE].term)) {
        begin_probe(probe, PROBE_CONSOLE, console ? PROBE_BY_SYSTEM : PROBE_BY_ENVIRONMENT);
        return true;
    }
    begin_probe(probe, PROBE_UNKNOWN, PROBE_BY_ENVIRONMENT);
    return *variable("TERM") == '\0' || strcmp(variable("TERM"), "dumb") == 0;
}

void probe_conclude(struct probe *probe, const struct probe_replies *replies)
{
    enum { NOT_KNOWN, SET, RESET, ALWAYS_SET, ALWAYS_RESET }; // of DECRQM
    enum probe_kind kind = kind_of_replies(replies);
    bool silent = replies->version[0] == '\0' && replies->unit[0] == '\0' && replies->device[0] == 0;
    if (kind == PROBE_UNKNOWN && silent)
        begin_probe(probe, kind_of_environment(), PROBE_BY_ENVIRONMENT);
    else
        begin_probe(probe, kind, PROBE_BY_REPLIES);
    probe->answered = replies->done;
    memcpy(probe->version, replies->version, sizeof probe->version);
    if (replies->bidi_mode == SET || replies->bidi_mode == RESET)
        probe->order = PROBE_ORDER_EXPLICIT;
    else if (replies->bidi_mode == ALWAYS_SET)
        probe->order = PROBE_ORDER_IMPLICIT;
    else if (replies->bidi_mode == ALWAYS_RESET)
        probe->order = PROBE_ORDER_KEPT;
    if (replies->positions != PROBE_SAMPLES)
        return; // which one is missing, or is somebody else's, cannot be told
    enum { WIDTH_MOST = 16 };
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        int width = replies->columns[i] - 1;
        probe->widths[i] = width >= 0 && width <= WIDTH_MOST ? (signed char)width : -1;
    }
}

// ---- asking ------------------------------------------------------------------------------------------------------

int probe_patience(void)
{
    enum { HERE_MS = 100, FAR_MS = 1500 };
    return *variable("SSH_CONNECTION") == '\0' ? HERE_MS : FAR_MS;
}

void probe_await(struct probe_replies *replies, int fd, int milliseconds)
{
    int64_t end = tty_milliseconds() + milliseconds;
    while (!replies->done) {
        struct pollfd source = {.fd = fd, .events = POLLIN};
        int64_t left = end - tty_milliseconds();
        if (left < 0)
            break;
        int ready = poll(&source, 1, (int)left);
        if (ready < 0 && errno == EINTR)
            continue;
        unsigned char bytes[256];
        ssize_t got = ready > 0 ? read(fd, bytes, sizeof bytes) : 0;
        if (ready > 0 && got <= 0)
            break;
        for (ssize_t i = 0; i < got; i++)
            probe_take(replies, bytes[i]);
    }
    tcflush(fd, TCIFLUSH);
}

static void ask(struct probe_replies *replies, int input, int output)
{
    char request[PROBE_REQUEST_BYTES];
    char bytes[PROBE_REQUEST_BYTES + 8];
    struct termios before;
    if (tcgetattr(input, &before) != 0)
        return;
    struct termios modes = before;
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(input, TCSADRAIN, &modes);
    probe_request(request, true);
    int length = snprintf(bytes, sizeof bytes, "\0337%s\0338", request);
    if (write(output, bytes, (size_t)length) == length)
        probe_await(replies, input, probe_patience());
    tcsetattr(input, TCSADRAIN, &before);
}

void probe_terminal(struct probe *probe, int input, int output)
{
    if (probe_is_known(probe, input))
        return;
    struct probe_replies replies = {0};
    ask(&replies, input, output);
    probe_conclude(probe, &replies);
}

// ---- what follows ------------------------------------------------------------------------------------------------

bool probe_differs(const struct probe *probe, size_t sample)
{
    return probe->widths[sample] >= 0 && probe->widths[sample] != probe_samples[sample].width;
}

bool probe_reads_utf8(const struct probe *probe)
{
    return !probe_differs(probe, SAMPLE_UTF8);
}

bool probe_keeps_marks(const struct probe *probe)
{
    return probe->kind != PROBE_CONSOLE && !probe_differs(probe, SAMPLE_COMBINING);
}

bool probe_orders_rows(const struct probe *probe)
{
    return probe->order == PROBE_ORDER_IMPLICIT || probe->order == PROBE_ORDER_WORDS;
}

const char *probe_kind_name(enum probe_kind kind)
{
    return kinds[kind].name;
}

const char *probe_source_name(enum probe_source source)
{
    static const char *const names[PROBE_SOURCE_COUNT] = {"setting", "system", "replies", "environment"};
    return names[source];
}

const char *probe_order_name(enum probe_order order)
{
    static const char *const names[PROBE_ORDER_COUNT] = {"kept", "explicit", "implicit", "words", "outer"};
    return names[order];
}

size_t probe_notices(const struct probe *probe, const char *notices[PROBE_NOTICES_MAX])
{
    size_t count = 0;
    if (!probe->places_cursor)
        notices[count++] = "The terminal cannot place its cursor, or TERM does not say what it is: the kiosk does not start "
                           "here.";
    else if (probe->source == PROBE_BY_ENVIRONMENT && probe->kind != PROBE_CONSOLE && !probe->answered)
        notices[count++] = "The terminal does not answer: what it is was guessed from the environment.";
    if (probe->order == PROBE_ORDER_IMPLICIT && !probe_keeps_marks(probe))
        notices[count++] = "This terminal orders text by itself and has no room for the marks that would turn it back: "
                           "Arabic is shown backwards. Use another terminal for it, such as xterm, foot or that of GNOME.";
    else if (probe->order == PROBE_ORDER_IMPLICIT && probe->kind != PROBE_KONSOLE)
        notices[count++] = "This terminal orders text by itself and cannot be told not to. The kiosk turns the rows back, "
                           "but has not been tried here: see whether Arabic is shown as it should be.";
    if (probe->order == PROBE_ORDER_WORDS)
        notices[count++] = "This terminal turns Arabic words round. The kiosk turns them back; signs beside an Arabic word "
                           "are bolder or lighter than it. With kitty's setting force_ltr Arabic is shown backwards.";
    if (probe->order == PROBE_ORDER_OUTER)
        notices[count++] = "Text is handed on to the terminal outside, which may order it anew: if Arabic is shown "
                           "backwards, run printf '\\033[8l' there before tmux or screen begins.";
    if (!probe_reads_utf8(probe)) {
        notices[count++] = "The terminal does not read UTF-8. The kiosk switches it over if it can be; better set it so.";
        return count; // the other widths follow from that
    }
    bool differs = false;
    for (size_t i = 0; i < PROBE_SAMPLES; i++)
        differs = differs || (i != SAMPLE_COMBINING && probe_differs(probe, i));
    if (differs)
        notices[count++] = "Some characters have other widths here than the kiosk takes them to have: rows may be shifted.";
    if (probe_differs(probe, SAMPLE_COMBINING))
        notices[count++] = "Combining marks take a column of their own here: the kiosk leaves them out.";
    return count;
}
