// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Program, pseudo-terminal and emulator. We keep the slave side open too: a mark written there after the ready byte
// comes behind everything the program wrote before, so reading up to the mark is reading the whole frame.
#include "tests/support/pty.h"

#include "core/base/memory.h"
#include "tests/support/script.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <unistr.h>
#include <utmp.h>
#include <vterm.h>

enum { ENVIRONMENT_MAX = 32, ARGUMENTS_MAX = 32 };

struct bytes {
    char *data; // owned
    size_t size, capacity;
};

struct pty {
    pid_t process;
    int process_fd; // pidfd: readable when the process has ended
    int master;
    int slave; // opened by us for ourselves: non-blocking, which the program's own must not be
    int ready; // our end of the ready pipe, -1 without
    bool ended;
    int exit_status;
    VTerm *emulator;
    VTermScreen *screen;
    struct termios modes_before;
    struct bytes inbox; // read, not yet given to the emulator
    struct bytes output;
    unsigned marks;
    double start_time, ready_time;
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void append(struct bytes *bytes, const char *data, size_t size)
{
    if (bytes->size + size > bytes->capacity) {
        bytes->capacity = (bytes->size + size) * 2;
        bytes->data = memory_resize(bytes->data, bytes->capacity, 1);
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

static _Noreturn void fail(const struct pty *pty, const char *what)
{
    struct arena arena = {0};
    fprintf(stderr, "pty: %s\n", what);
    fprintf(stderr, "the screen:\n%s", pty_text(pty, &arena));
    kill(pty->process, SIGKILL);
    abort();
}

// ---- starting ----------------------------------------------------------------------------------------------------

static bool names_same(const char *a, const char *b)
{
    size_t length = strcspn(a, "=");
    return strcspn(b, "=") == length && strncmp(a, b, length) == 0;
}

static void set_variable(const char **environment, const char *variable)
{
    size_t i = 0;
    while (environment[i] != NULL && !names_same(environment[i], variable))
        i++;
    if (i + 1 >= ENVIRONMENT_MAX)
        abort();
    if (strchr(variable, '=') != NULL) {
        environment[i] = variable;
        return;
    }
    for (; environment[i] != NULL; i++)
        environment[i] = environment[i + 1];
}

static _Noreturn void become_program(const struct pty_options *options, int slave, int ready)
{
    const char *environment[ENVIRONMENT_MAX] = {"TERM=xterm-256color", "TZ=Europe/Berlin", "LC_ALL=C.UTF-8",
                                                "HOME=/nonexistent", "PATH=/usr/bin:/bin"};
    for (size_t i = 0; options->environment != NULL && options->environment[i] != NULL; i++)
        set_variable(environment, options->environment[i]);
    const char *arguments[ARGUMENTS_MAX] = {options->program};
    size_t count = 1;
    for (size_t i = 0; options->arguments != NULL && options->arguments[i] != NULL && count + 3 < ARGUMENTS_MAX; i++)
        arguments[count++] = options->arguments[i];
    char number[8];
    if (ready >= 0) {
        snprintf(number, sizeof number, "%d", PTY_READY_FD);
        arguments[count++] = "--ready-fd";
        arguments[count++] = number;
    }
    login_tty(slave); // before the number below, which may be the slave's
    if (ready >= 0) {
        dup2(ready, PTY_READY_FD);
        fcntl(PTY_READY_FD, F_SETFD, 0); // not closed on exec, even if it had that number before
    }
    signal(SIGPIPE, SIG_DFL);
    execve(options->program, (char *const *)(uintptr_t)arguments, (char *const *)(uintptr_t)environment);
    fprintf(stderr, "%s: %s\n", options->program, strerror(errno));
    _exit(127);
}

static void open_screen(struct pty *pty, int rows, int columns)
{
    pty->emulator = vterm_new(rows > 0 ? rows : 24, columns > 0 ? columns : 80);
    vterm_set_utf8(pty->emulator, 1);
    pty->screen = vterm_obtain_screen(pty->emulator);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
}

struct pty *pty_start(const struct pty_options *options)
{
    struct pty *pty = memory_allocate(1, sizeof *pty);
    struct winsize size = {.ws_row = (unsigned short)options->rows, .ws_col = (unsigned short)options->columns};
    int ready[2] = {-1, -1};
    int slave;
    char name[64];
    if (openpty(&pty->master, &slave, name, NULL, &size) != 0 ||
        (!options->without_ready && pipe2(ready, O_CLOEXEC) != 0))
        abort();
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    fcntl(slave, F_SETFD, FD_CLOEXEC);
    pty->slave = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    tcgetattr(pty->slave, &pty->modes_before);
    open_screen(pty, options->rows, options->columns);
    fflush(NULL);
    pty->start_time = milliseconds();
    pty->process = fork();
    if (pty->process == 0)
        become_program(options, slave, ready[1]);
    close(slave);
    pty->process_fd = pty->process < 0 ? -1 : (int)syscall(SYS_pidfd_open, pty->process, 0);
    if (pty->process_fd < 0)
        abort();
    pty->ready = ready[0];
    if (ready[1] >= 0)
        close(ready[1]);
    return pty;
}

void pty_free(struct pty **pty_pointer)
{
    struct pty *pty = *pty_pointer;
    if (pty == NULL)
        return;
    if (!pty->ended) {
        kill(pty->process, SIGKILL);
        waitpid(pty->process, NULL, 0);
    }
    int descriptors[] = {pty->process_fd, pty->master, pty->slave, pty->ready};
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    }
    vterm_free(pty->emulator);
    memory_free(&pty->inbox.data);
    memory_free(&pty->output.data);
    memory_free(pty_pointer);
}

pid_t pty_process(const struct pty *pty)
{
    return pty->process;
}

// ---- what the program sends --------------------------------------------------------------------------------------

static void read_inbox(struct pty *pty)
{
    char buffer[16384];
    ssize_t got;
    while ((got = read(pty->master, buffer, sizeof buffer)) > 0)
        append(&pty->inbox, buffer, (size_t)got);
}

static void write_all(const struct pty *pty, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(pty->master, bytes, size);
        if (put > 0) {
            bytes += put;
            size -= (size_t)put;
            continue;
        }
        struct pollfd room = {.fd = pty->master, .events = POLLOUT};
        if ((put < 0 && errno != EAGAIN && errno != EINTR) || poll(&room, 1, PTY_PATIENCE_MS) == 0)
            fail(pty, "the program does not read its terminal");
    }
}

// What the emulator answers goes to the program: keys, mouse, replies.
static void send_answers(const struct pty *pty)
{
    char buffer[4096];
    size_t size;
    while ((size = vterm_output_read(pty->emulator, buffer, sizeof buffer)) > 0)
        write_all(pty, buffer, size);
}

static void empty_inbox(struct pty *pty)
{
    append(&pty->output, pty->inbox.data, pty->inbox.size);
    vterm_input_write(pty->emulator, pty->inbox.data, pty->inbox.size);
    vterm_screen_flush_damage(pty->screen);
    if (!pty->ended)
        send_answers(pty);
    pty->inbox.size = 0;
}

// Reads everything that the program has written until now.
static void catch_up(struct pty *pty)
{
    if (pty->master < 0)
        return;
    char mark[32];
    size_t size = (size_t)snprintf(mark, sizeof mark, "\033]mark %u\a", pty->marks++);
    double deadline = milliseconds() + PTY_PATIENCE_MS;
    size_t put = 0;
    read_inbox(pty); // a full terminal would take a part of the mark, and the program's output could come between
    for (;;) {
        if (put < size) { // the terminal takes it when we have read what is before it
            ssize_t written = write(pty->slave, mark + put, size - put);
            put += written > 0 ? (size_t)written : 0;
        }
        read_inbox(pty);
        char *found = put < size ? NULL : memmem(pty->inbox.data, pty->inbox.size, mark, size);
        if (found != NULL) {
            memmove(found, found + size, (size_t)(pty->inbox.data + pty->inbox.size - found) - size);
            pty->inbox.size -= size;
            break;
        }
        struct pollfd more = {.fd = pty->master, .events = POLLIN};
        if (milliseconds() > deadline || poll(&more, 1, PTY_PATIENCE_MS) <= 0)
            fail(pty, "the terminal does not give back what was written to it");
    }
    empty_inbox(pty);
}

// ---- waiting -----------------------------------------------------------------------------------------------------

static void forget_ready(const struct pty *pty)
{
    struct pollfd ready = {.fd = pty->ready, .events = POLLIN};
    char bytes[256];
    while (poll(&ready, 1, 0) > 0 && ready.revents & POLLIN && read(pty->ready, bytes, sizeof bytes) > 0) {
    }
}

void pty_settle(struct pty *pty)
{
    double deadline = milliseconds() + PTY_PATIENCE_MS;
    for (;;) {
        struct pollfd sources[] = {{.fd = pty->ready, .events = POLLIN}, {.fd = pty->master, .events = POLLIN}};
        int left = (int)(deadline - milliseconds());
        if (left <= 0 || poll(sources, 2, left) <= 0)
            fail(pty, "no frame was painted");
        if (sources[0].revents & POLLIN) {
            pty->ready_time = milliseconds();
            break;
        }
        if (sources[0].revents & POLLHUP) {
            catch_up(pty);
            fail(pty, "the program has ended");
        }
        read_inbox(pty);
    }
    forget_ready(pty);
    catch_up(pty);
}

// Waits until something new is on the screen.
static void wait_for_change(struct pty *pty, const char *message)
{
    if (pty->ready >= 0) {
        // A frame may be more than the kernel keeps for who does not read.
        struct pollfd sources[] = {{.fd = pty->ready, .events = POLLIN}, {.fd = pty->master, .events = POLLIN}};
        while (sources[0].revents == 0) {
            if (poll(sources, 2, PTY_PATIENCE_MS) <= 0)
                fail(pty, message);
            if (sources[1].revents != 0)
                read_inbox(pty);
        }
        pty_settle(pty);
        return;
    }
    struct pollfd sources[] = {{.fd = pty->master, .events = POLLIN}, {.fd = pty->process_fd, .events = POLLIN}};
    if (poll(sources, 2, PTY_PATIENCE_MS) <= 0 || (sources[0].revents == 0 && sources[1].revents != 0))
        fail(pty, message);
    read_inbox(pty);
    empty_inbox(pty);
}

int pty_fd(const struct pty *pty)
{
    return pty->master;
}

bool pty_look(struct pty *pty)
{
    size_t before = pty->output.size;
    read_inbox(pty);
    empty_inbox(pty);
    return pty->output.size > before;
}

void pty_expect(struct pty *pty, const char *text)
{
    char message[256];
    snprintf(message, sizeof message, "the screen never shows \"%s\"", text);
    while (!pty_shows(pty, text))
        wait_for_change(pty, message);
}

void pty_expect_gone(struct pty *pty, const char *text)
{
    char message[256];
    snprintf(message, sizeof message, "the screen always shows \"%s\"", text);
    while (pty_shows(pty, text))
        wait_for_change(pty, message);
}

int pty_wait_exit(struct pty *pty)
{
    double deadline = milliseconds() + PTY_PATIENCE_MS;
    while (!pty->ended) {
        struct pollfd sources[] = {{.fd = pty->process_fd, .events = POLLIN}, {.fd = pty->master, .events = POLLIN}};
        int left = (int)(deadline - milliseconds());
        if (left <= 0 || poll(sources, 2, left) <= 0)
            fail(pty, "the program does not end");
        read_inbox(pty);
        int status;
        if (sources[0].revents & POLLIN && waitpid(pty->process, &status, 0) == pty->process) {
            pty->ended = true;
            pty->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
    catch_up(pty);
    return pty->exit_status;
}

// ---- what a person does ------------------------------------------------------------------------------------------

static VTermModifier held(unsigned modifiers)
{
    return (modifiers & TERMINAL_SHIFT ? VTERM_MOD_SHIFT : 0) | (modifiers & TERMINAL_ALT ? VTERM_MOD_ALT : 0) |
           (modifiers & TERMINAL_CONTROL ? VTERM_MOD_CTRL : 0);
}

static void press_key(const struct pty *pty, enum terminal_key key, VTermModifier modifiers)
{
    static const VTermKey keys[] = {
        [TERMINAL_KEY_UP] = VTERM_KEY_UP,
        [TERMINAL_KEY_DOWN] = VTERM_KEY_DOWN,
        [TERMINAL_KEY_LEFT] = VTERM_KEY_LEFT,
        [TERMINAL_KEY_RIGHT] = VTERM_KEY_RIGHT,
        [TERMINAL_KEY_PAGE_UP] = VTERM_KEY_PAGEUP,
        [TERMINAL_KEY_PAGE_DOWN] = VTERM_KEY_PAGEDOWN,
        [TERMINAL_KEY_HOME] = VTERM_KEY_HOME,
        [TERMINAL_KEY_END] = VTERM_KEY_END,
        [TERMINAL_KEY_ENTER] = VTERM_KEY_ENTER,
        [TERMINAL_KEY_ESCAPE] = VTERM_KEY_ESCAPE,
        [TERMINAL_KEY_BACKSPACE] = VTERM_KEY_BACKSPACE,
        [TERMINAL_KEY_DELETE] = VTERM_KEY_DEL,
        [TERMINAL_KEY_TAB] = VTERM_KEY_TAB,
    };
    if (key == TERMINAL_KEY_OTHER)
        vterm_keyboard_key(pty->emulator, VTERM_KEY_FUNCTION(20), VTERM_MOD_CTRL);
    else if (key >= TERMINAL_KEY_F1 && key <= TERMINAL_KEY_F12)
        vterm_keyboard_key(pty->emulator, VTERM_KEY_FUNCTION(1 + key - TERMINAL_KEY_F1), modifiers);
    else
        vterm_keyboard_key(pty->emulator, keys[key], modifiers);
}

// With the marks around it where the program has asked for them.
static void paste(const struct pty *pty, const char *text, size_t length)
{
    vterm_keyboard_start_paste(pty->emulator);
    send_answers(pty);
    write_all(pty, text, length);
    vterm_keyboard_end_paste(pty->emulator);
}

static void press_button(const struct pty *pty, int button, const struct event *event)
{
    vterm_mouse_move(pty->emulator, event->row, event->column, VTERM_MOD_NONE);
    vterm_mouse_button(pty->emulator, button, true, VTERM_MOD_NONE);
    if (button == 1)
        vterm_mouse_button(pty->emulator, button, false, VTERM_MOD_NONE);
}

static void do_event(struct pty *pty, const struct event *event)
{
    switch (event->kind) {
    case EVENT_KEY:
        press_key(pty, event->key, held(event->modifiers));
        break;
    case EVENT_CHARACTER:
        vterm_keyboard_unichar(pty->emulator, event->character, held(event->modifiers));
        break;
    case EVENT_PASTE:
        paste(pty, event->text, event->length);
        break;
    case EVENT_POINTER:
        press_button(pty, 1, event);
        break;
    case EVENT_WHEEL_UP:
        press_button(pty, 4, event);
        break;
    case EVENT_WHEEL_DOWN:
        press_button(pty, 5, event);
        break;
    case EVENT_INTERRUPT:
        vterm_keyboard_unichar(pty->emulator, 'c', VTERM_MOD_CTRL);
        break;
    case EVENT_RESIZE:
        pty_resize(pty, event->row, event->column);
        break;
    case EVENT_END:
        pty_hang_up(pty);
        break;
    case EVENT_NOTICE: // no hand can give it
        break;
    }
    if (pty->master >= 0)
        send_answers(pty);
}

static void do_script(struct pty *pty, const char *text, bool settle)
{
    struct script script = script_read(text);
    for (size_t i = 0; i < script.count; i++) {
        forget_ready(pty);
        do_event(pty, &script.events[i]);
        if (settle)
            pty_settle(pty);
    }
    script_free(&script);
}

void pty_type(struct pty *pty, const char *script)
{
    do_script(pty, script, true);
}

void pty_press(struct pty *pty, const char *script)
{
    do_script(pty, script, false);
}

void pty_send(struct pty *pty, const char *bytes, size_t size)
{
    forget_ready(pty);
    write_all(pty, bytes, size);
}

void pty_resize(struct pty *pty, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    // libvterm writes beyond a single column when a wide character that was on its way reaches it.
    if (rows > 0 && columns > 0)
        vterm_set_size(pty->emulator, rows, columns > 1 ? columns : 2);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int number)
{
    kill(pty->process, number);
}

void pty_hang_up(struct pty *pty)
{
    close(pty->master);
    pty->master = -1;
}

// ---- what the screen shows ---------------------------------------------------------------------------------------

char *pty_row(const struct pty *pty, struct arena *arena, int row)
{
    int rows, columns;
    vterm_get_size(pty->emulator, &rows, &columns);
    char *text = arena_allocate(arena, (size_t)columns * VTERM_MAX_CHARS_PER_CELL * 4 + 1, 1);
    char *end = text;
    char *inked = text;
    for (int column = 0; column < columns;) {
        VTermScreenCell cell;
        vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = column}, &cell);
        if (cell.chars[0] == 0) { // erased; the rest is not set
            cell.chars[0] = ' ';
            cell.chars[1] = 0;
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            end += u8_uctomb((uint8_t *)end, cell.chars[i], 4);
        if (cell.chars[0] != ' ')
            inked = end;
        column += cell.width > 1 ? cell.width : 1;
    }
    *inked = '\0';
    return text;
}

char *pty_text(const struct pty *pty, struct arena *arena)
{
    int rows, columns;
    vterm_get_size(pty->emulator, &rows, &columns);
    char *text = arena_copy_text(arena, "");
    for (int row = 0; row < rows; row++)
        text = arena_format(arena, "%s%s\n", text, pty_row(pty, arena, row));
    return text;
}

bool pty_shows(const struct pty *pty, const char *text)
{
    struct arena arena = {0};
    bool found = strstr(pty_text(pty, &arena), text) != NULL;
    arena_free(&arena);
    return found;
}

void pty_cursor(const struct pty *pty, int *row, int *column)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->emulator), &position);
    *row = position.row;
    *column = position.col;
}

const char *pty_output(const struct pty *pty, size_t *size)
{
    *size = pty->output.size;
    return pty->output.data;
}

bool pty_sent_colour(const struct pty *pty)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    for (size_t i = 0; i + 2 < size; i++) {
        if (output[i] != '\033' || output[i + 1] != '[')
            continue;
        size_t end = i + 2 + strspn(output + i + 2, "0123456789;");
        if (end >= size || output[end] != 'm')
            continue;
        for (const char *at = output + i + 2; at < output + end; at += strcspn(at, ";") + 1) {
            int number = atoi(at);
            if (number >= 30 && number < 49 && number != 39) // 39 and 49 are those that it has anyway
                return true;
            if (at + strcspn(at, ";") >= output + end)
                break;
        }
    }
    return false;
}

void pty_forget_output(struct pty *pty)
{
    pty->output.size = 0;
}

bool pty_modes_restored(const struct pty *pty)
{
    struct termios now;
    return tcgetattr(pty->slave, &now) == 0 && now.c_iflag == pty->modes_before.c_iflag &&
           now.c_oflag == pty->modes_before.c_oflag && now.c_cflag == pty->modes_before.c_cflag &&
           now.c_lflag == pty->modes_before.c_lflag && memcmp(now.c_cc, pty->modes_before.c_cc, sizeof now.c_cc) == 0;
}

void pty_restore_modes(const struct pty *pty)
{
    tcsetattr(pty->slave, TCSANOW, &pty->modes_before);
}

double pty_start_time(const struct pty *pty)
{
    return pty->start_time;
}

double pty_ready_time(const struct pty *pty)
{
    return pty->ready_time;
}

long pty_peak_memory(const struct pty *pty)
{
    char path[64];
    char line[256];
    long kibibytes = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pty->process);
    FILE *status = fopen(path, "re");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        sscanf(line, "VmHWM: %ld", &kibibytes);
    if (status != NULL)
        fclose(status);
    return kibibytes;
}
