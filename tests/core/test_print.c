// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From blocks to dots, from dots to a printer, and everything that a printer can do to us. Printers are played by a process at the other end
// of a pseudo-terminal; what they get is read by a reader of ESC/POS that knows nothing of ours.
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/print/device.h"
#include "core/print/escpos.h"
#include "core/print/print_service.h"
#include "core/print/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

enum { BYTES_MAX = 4 * 1024 * 1024 };

static const struct device_patience short_patience = {.answer = 60, .stall = 60};

static struct paper sample(struct arena *arena)
{
    struct paper paper = {.language = language_by_tag("ar")};
    const struct language *german = language_by_tag("de");
    paper_add(arena, &paper, PAPER_TITLE, paper.language, "مكتب خدمة المواطنين");
    paper_add(arena, &paper, PAPER_NAME, german, "Bürgeramt");
    paper_add(arena, &paper, PAPER_TEXT, language_by_tag("ti"), "ቤት ጽሕፈት");
    paper_add(arena, &paper, PAPER_NUMBER, german, "0340 204-2133");
    paper_add(arena, &paper, PAPER_CODE, NULL, "geo:51.83487,12.24700");
    return paper;
}

static void render(struct arena *arena, enum paper_format format, struct raster *raster)
{
    struct problem problem;
    struct paper paper = sample(arena);
    assert_int_equal(typeset_raster(arena, &paper, format, raster, &problem), STATUS_OK);
}

// ---- reading ESC/POS -----------------------------------------------------------------------------------------------

// What a printer understood.
struct understood {
    int width, rows; // dots
    unsigned char *bits;
    int begun, cut, bands, questions;
};

static size_t read_band(struct arena *arena, const unsigned char *at, size_t left, struct understood *understood)
{
    assert_true(left >= 8);
    assert_int_equal(at[3], 0); // neither doubled
    size_t line = at[4] + 256u * at[5], rows = at[6] + 256u * at[7], size = line * rows;
    assert_true(rows > 0 && rows <= 256 && left >= 8 + size);
    assert_true(understood->width == 0 || understood->width == (int)line * 8);
    unsigned char *bits = arena_allocate(arena, (size_t)understood->rows * line + size, 1);
    if (understood->rows > 0)
        memcpy(bits, understood->bits, (size_t)understood->rows * line);
    memcpy(bits + (size_t)understood->rows * line, at + 8, size);
    understood->bits = bits;
    understood->width = (int)line * 8;
    understood->rows += (int)rows;
    understood->bands++;
    return 8 + size;
}

static void understand(struct arena *arena, const unsigned char *bytes, size_t size, struct understood *understood)
{
    *understood = (struct understood){0};
    for (size_t i = 0; i < size;) {
        const unsigned char *at = bytes + i;
        size_t left = size - i;
        if (left >= 2 && memcmp(at, "\x1b@", 2) == 0) {
            understood->begun++;
            i += 2;
        } else if (left >= 3 && memcmp(at, "\x1dv0", 3) == 0) {
            i += read_band(arena, at, left, understood);
        } else if (left >= 3 && memcmp(at, "\x1bJ", 2) == 0) {
            i += 3;
        } else if (left >= 3 && memcmp(at, "\x1dV", 2) == 0) {
            understood->cut++;
            i += 3;
        } else if (left >= 3 && memcmp(at, "\x10\x04", 2) == 0 && at[2] >= 1 && at[2] <= 4) {
            understood->questions++;
            i += 3;
        } else {
            fail_msg("byte %zu of %zu is no order: %02x", i, size, at[0]);
        }
    }
}

static void assert_is(const struct understood *understood, const struct raster *raster)
{
    assert_int_equal(understood->width, raster->width);
    assert_int_equal(understood->rows, raster->rows);
    assert_memory_equal(understood->bits, raster->bits, (size_t)raster->rows * (size_t)raster->width / 8);
    assert_int_equal(understood->begun, 1);
    assert_int_equal(understood->cut, 1);
}

// ---- dots ----------------------------------------------------------------------------------------------------------

static void test_a_slip_is_as_wide_as_its_roll(void **state)
{
    (void)state;
    static const struct {
        enum paper_format format;
        int width;
    } rolls[] = {{PAPER_SLIP_58, 384}, {PAPER_SLIP_80, 576}};
    for (size_t i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct raster raster;
        render(&arena, rolls[i].format, &raster);
        size_t black = 0, all = (size_t)raster.rows * (size_t)raster.width;
        for (size_t dot = 0; dot < all; dot++)
            black += (raster.bits[dot / 8] >> (7 - dot % 8)) & 1u;
        assert_int_equal(raster.width, rolls[i].width);
        assert_true(raster.rows > 200 && raster.rows < 800);
        assert_true(black > all / 50 && black < all / 3);
        arena_free(&arena);
    }
}

static void test_printers_understand_the_dots(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster raster;
    struct understood understood;
    size_t size;
    render(&arena, PAPER_SLIP_58, &raster);
    const unsigned char *bytes = escpos_write(&arena, &raster, &size);
    understand(&arena, bytes, size, &understood);
    assert_is(&understood, &raster);
    assert_int_equal(understood.bands, (raster.rows + ESCPOS_BAND_ROWS - 1) / ESCPOS_BAND_ROWS);
    arena_free(&arena);
}

static char *long_text(struct arena *arena, size_t size)
{
    struct arena_text text = {0};
    while (text.length < size)
        arena_append(arena, &text, "Wohnungsgeberbestätigung und vieles mehr. ");
    return text.bytes;
}

static void test_a_text_of_100_kB_is_no_slip_but_a_booklet(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct raster raster;
    int pages;
    struct paper paper = {.language = language_by_tag("de")};
    paper_add(&arena, &paper, PAPER_TEXT, paper.language, long_text(&arena, 100000));
    assert_int_equal(typeset_raster(&arena, &paper, PAPER_SLIP_58, &raster, &problem), STATUS_LIMIT);
    assert_int_equal(typeset_raster(&arena, &paper, PAPER_A4, &raster, &problem), STATUS_UNSUPPORTED);
    int fd = memfd_create("pdf", MFD_CLOEXEC);
    assert_int_equal(typeset_pdf(&paper, PAPER_A4, fd, &pages, &problem), STATUS_OK);
    assert_true(pages > 20 && pages < 60);
    close(fd);
    arena_free(&arena);
}

static void test_odd_texts_do_no_harm(void **state)
{
    (void)state;
    static const char *const odd[] = {"\n", " ", "\u200f", "\u2067\u2067\u2067", "a\u0301\u0301\u0301\u0301", "😀👨‍👩‍👧", "\U0010fffd", "\n\n\n", "%s%n"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        for (enum paper_kind kind = PAPER_TITLE; kind < PAPER_CODE; kind++) {
            struct arena arena = {0};
            struct problem problem;
            struct raster raster;
            struct paper paper = {.language = language_by_tag("fa")};
            paper_add(&arena, &paper, kind, paper.language, odd[i]);
            assert_int_equal(typeset_raster(&arena, &paper, PAPER_SLIP_80, &raster, &problem), STATUS_OK);
            assert_true(raster.rows > 10 && raster.rows < 400);
            arena_free(&arena);
        }
    }
}

static void test_a_code_without_room_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct raster raster;
    struct paper paper = {.language = language_by_tag("de")};
    paper_add(&arena, &paper, PAPER_CODE, NULL, long_text(&arena, 2000));
    assert_int_equal(typeset_raster(&arena, &paper, PAPER_SLIP_58, &raster, &problem), STATUS_LIMIT);
    arena_free(&arena);
}

// ---- pages ---------------------------------------------------------------------------------------------------------

// Neither a heading at the end of a page, nor one line of a paragraph alone on either side of it.
static void test_pages_end_well(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct paper paper = {.language = language_by_tag("de")};
    char path[] = "/tmp/kompass-pages-XXXXXX";
    int fd = mkstemp(path), pages;
    for (int i = 0; i < 60; i++) {
        paper_add(&arena, &paper, PAPER_HEADING, paper.language, arena_format(&arena, "Heading%d", i));
        paper_add(&arena, &paper, PAPER_TEXT, paper.language, arena_format(&arena, "first%d\nsecond%d\nthird%d\nlast%d", i, i, i, i));
    }
    assert_int_equal(typeset_pdf(&paper, PAPER_A4, fd, &pages, &problem), STATUS_OK);
    close(fd);
    FILE *pipe = popen(arena_format(&arena, "pdftotext '%s' -", path), "r");
    char *text = arena_allocate(&arena, BYTES_MAX, 1);
    size_t length = fread(text, 1, BYTES_MAX - 1, pipe);
    pclose(pipe);
    unlink(path);
    assert_true(length > 1000 && pages > 3);
    int ends = 0;
    for (char *page = strtok(text, "\f"); page != NULL; page = strtok(NULL, "\f")) {
        char *last = strrchr(arena_copy(&arena, page, strlen(page) - 1), '\n');
        const char *words = last + strspn(last, "\n");
        while (last > page && *words == '\0')
            words = --last;
        assert_true(strncmp(words, "Heading", 7) != 0 && strncmp(words, "first", 5) != 0 && strncmp(words, "third", 5) != 0);
        assert_true(strncmp(page, "last", 4) != 0);
        ends++;
    }
    assert_int_equal(ends, pages);
    arena_free(&arena);
}

static void test_a_full_disk_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct paper paper = sample(&arena);
    for (int picture = 0; picture < 2; picture++) {
        int fd = memfd_create("pdf", MFD_CLOEXEC);
        sys_fail_after(0, ENOSPC);
        enum status status = picture ? typeset_png(&paper, PAPER_SLIP_58, fd, &problem) : typeset_pdf(&paper, PAPER_SLIP_58, fd, NULL, &problem);
        sys_fail_after(-1, 0);
        assert_int_equal(status, STATUS_IO);
        close(fd);
    }
    arena_free(&arena);
}

// ---- printers ------------------------------------------------------------------------------------------------------

enum temper { GOOD, NO_PAPER, OPEN, JAMMED, OFFLINE, NONSENSE, SILENT, HANGS, VANISHES, TALKS };

struct played {
    int master, slave;
    pid_t child;
    char path[64];
    unsigned char *got; // shared with the child
    size_t *got_size;
};

// The answer to a question.
static unsigned char answer_of(enum temper temper, unsigned char question)
{
    if (temper == NO_PAPER && question == 4)
        return 0x72;
    if (temper == OPEN && question == 2)
        return 0x16;
    if (temper == JAMMED && question == 3)
        return 0x1a;
    if (temper == OFFLINE && question == 1)
        return 0x1a;
    return temper == NONSENSE ? 0xff : 0x12;
}

static _Noreturn void play(struct played *played, enum temper temper)
{
    size_t answered = 0;
    while (temper != HANGS) {
        unsigned char *at = played->got + *played->got_size;
        ssize_t size = read(played->master, at, 512);
        if (size <= 0)
            _exit(0);
        *played->got_size += (size_t)size;
        // Questions come alone here: a slip holds the bytes of none by chance as long as nothing is asked while it is sent.
        for (; temper != SILENT && answered + 3 <= *played->got_size; answered++) {
            const unsigned char *order = played->got + answered;
            if (order[0] != 0x10 || order[1] != 0x04)
                continue;
            unsigned char answer = answer_of(temper, order[2]);
            if (write(played->master, &answer, 1) != 1)
                _exit(0);
        }
        if (temper == VANISHES && *played->got_size > 2000)
            _exit(0);
        if (temper == TALKS && write(played->master, "what do you want of me?", 23) < 0)
            _exit(0);
    }
    for (;;)
        pause();
}

static void begin_play(struct played *played, enum temper temper)
{
    struct termios raw;
    assert_int_equal(openpty(&played->master, &played->slave, played->path, NULL, NULL), 0);
    tcgetattr(played->slave, &raw);
    cfmakeraw(&raw);
    tcsetattr(played->slave, TCSANOW, &raw);
    played->got = mmap(NULL, BYTES_MAX, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    played->got_size = mmap(NULL, sizeof(size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    played->child = fork();
    if (played->child == 0) {
        close(played->slave);
        play(played, temper);
    }
    close(played->master);
}

// What it has got until the end of the slip.
static void end_play(struct played *played)
{
    close(played->slave); // the last: the player sees the end when it has read all
    waitpid(played->child, NULL, 0);
}

static void free_play(struct played *played)
{
    munmap(played->got, BYTES_MAX);
    munmap(played->got_size, sizeof(size_t));
}

static enum print_state print_to(enum temper temper, struct arena *arena, struct understood *understood)
{
    struct raster raster;
    struct played played;
    size_t size;
    render(arena, PAPER_SLIP_58, &raster);
    const unsigned char *bytes = escpos_write(arena, &raster, &size);
    begin_play(&played, temper);
    enum print_state state = device_print(played.path, bytes, size, &short_patience);
    if (temper == HANGS)
        kill(played.child, SIGKILL);
    end_play(&played);
    if (temper != VANISHES && temper != HANGS)
        understand(arena, played.got, *played.got_size, understood);
    if (understood->rows > 0)
        assert_is(understood, &raster);
    free_play(&played);
    return state;
}

static void test_each_printer_is_seen_as_it_is(void **state)
{
    (void)state;
    static const struct {
        enum temper temper;
        enum print_state state;
        bool printed;
    } printers[] = {
        {GOOD, PRINT_DONE, true},     {NO_PAPER, PRINT_NO_PAPER, false}, {OPEN, PRINT_OFF, false},    {JAMMED, PRINT_JAMMED, false},
        {OFFLINE, PRINT_OFF, false},  {NONSENSE, PRINT_DONE, true},      {SILENT, PRINT_DONE, true},  {TALKS, PRINT_DONE, true},
        {HANGS, PRINT_OFF, false},    {VANISHES, PRINT_OFF, false},
    };
    for (size_t i = 0; i < sizeof printers / sizeof *printers; i++) {
        struct arena arena = {0};
        struct understood understood = {0};
        enum print_state seen = print_to(printers[i].temper, &arena, &understood);
        if (seen != printers[i].state || (understood.rows > 0) != printers[i].printed)
            fail_msg("printer %zu: seen as %c, %d rows", i, seen, understood.rows);
        arena_free(&arena);
    }
}

static void test_no_device_is_a_printer_that_is_off(void **state)
{
    (void)state;
    assert_int_equal(device_status("/nowhere/lp0", &short_patience), PRINT_OFF);
    assert_int_equal(device_print("/nowhere/lp0", (const unsigned char *)"x", 1, &short_patience), PRINT_OFF);
    assert_int_equal(device_print("/", (const unsigned char *)"x", 1, &short_patience), PRINT_OFF);
}

// The n-th call fails for each n: never taken for a success where bytes are lost.
static void test_failing_calls_are_told(void **state)
{
    (void)state;
    static const struct {
        int error;
        enum print_state state;
    } errors[] = {{EIO, PRINT_OFF}, {ENODEV, PRINT_OFF}, {ENOSPC, PRINT_NO_PAPER}, {EBUSY, PRINT_NOT_NOW}};
    char path[] = "/tmp/kompass-lp-XXXXXX";
    close(mkstemp(path));
    static unsigned char bytes[20000];
    for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
        int told = 0;
        for (long n = 0;; n++) {
            sys_fail_after(n, errors[e].error);
            enum print_state seen = device_print(path, bytes, sizeof bytes, &short_patience);
            bool left = sys_fault_is_left();
            sys_fail_after(-1, 0);
            assert_true(seen == PRINT_DONE || seen == errors[e].state);
            told += seen == errors[e].state;
            if (left)
                break;
        }
        assert_true(told >= 5);
    }
    unlink(path);
}

static void test_an_answer_that_is_none_says_nothing(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        enum print_state seen = escpos_read_answer(ESCPOS_PAPER, (unsigned char)byte);
        assert_int_equal(seen, (byte & 0x93) == 0x12 && (byte & 0x60) != 0 ? PRINT_NO_PAPER : PRINT_NONE);
    }
}

static void test_names_of_printers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum paper_format format;
        enum status status;
    } names[] = {
        {"escpos:/dev/usb/lp0", PAPER_SLIP_58, STATUS_OK}, {"escpos:/dev/usb/lp0", PAPER_A4, STATUS_INVALID},
        {"ipp://printer/ipp/print", PAPER_A4, STATUS_OK},  {"ipps://printer:1/ipp/print", PAPER_SLIP_80, STATUS_OK},
        {"escpos:lp0", PAPER_SLIP_58, STATUS_INVALID},     {"/dev/usb/lp0", PAPER_SLIP_58, STATUS_INVALID},
        {"", PAPER_SLIP_58, STATUS_INVALID},               {"http://printer/", PAPER_A4, STATUS_INVALID},
    };
    struct problem problem;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(printer_check(names[i].name, names[i].format, &problem), names[i].status);
}

// ---- the service ---------------------------------------------------------------------------------------------------

struct served {
    struct print_service service;
    char folder[32], socket[64], device[64], name[80];
    int client;
};

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int client = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    memcpy(address.sun_path, path, strlen(path));
    assert_int_equal(connect(client, (const struct sockaddr *)&address, sizeof address), 0);
    return client;
}

static void begin_service(struct served *served)
{
    struct problem problem;
    strcpy(served->folder, "/tmp/kompass-print-XXXXXX");
    assert_non_null(mkdtemp(served->folder));
    snprintf(served->socket, sizeof served->socket, "%s/socket", served->folder);
    snprintf(served->device, sizeof served->device, "%s/lp", served->folder);
    snprintf(served->name, sizeof served->name, "escpos:%s", served->device);
    close(open(served->device, O_CREAT | O_RDWR, 0600));
    served->service = (struct print_service){.printer = served->name, .format = PAPER_SLIP_58, .job_ms = 20000};
    assert_int_equal(print_service_open(&served->service, served->socket, &problem), STATUS_OK);
    served->client = connect_to(served->socket);
    print_service_turn(&served->service, 0);
}

static void end_service(struct served *served)
{
    close(served->client);
    print_service_close(&served->service);
    unlink(served->socket);
    unlink(served->device);
    assert_int_equal(rmdir(served->folder), 0); // nothing else was written
}

static bool keeps_nothing(const struct print_service *service)
{
    for (size_t i = 0; i < sizeof service->bytes; i++)
        if (service->bytes[i] != 0)
            return false;
    return true;
}

// The two states that a message comes to, of which nothing is left.
static enum print_state served_state(struct served *served, const void *bytes, size_t size)
{
    unsigned char states[2] = {0};
    assert_int_equal(send(served->client, bytes, size, 0), size);
    print_service_turn(&served->service, 0);
    assert_int_equal(recv(served->client, &states[0], 1, MSG_DONTWAIT), 1);
    assert_int_equal(recv(served->client, &states[1], 1, MSG_DONTWAIT), 1);
    assert_int_equal(states[0], PRINT_BUSY);
    assert_true(keeps_nothing(&served->service));
    return (enum print_state)states[1];
}

static struct arena_text sample_bytes(struct arena *arena)
{
    struct problem problem;
    struct arena_text bytes;
    struct paper paper = sample(arena);
    assert_int_equal(paper_encode(arena, &paper, &bytes, &problem), STATUS_OK);
    return bytes;
}

static void test_what_a_kiosk_sends_comes_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct served served;
    struct raster raster;
    struct understood understood;
    struct arena_text bytes = sample_bytes(&arena);
    begin_service(&served);
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_DONE);
    int fd = open(served.device, O_RDONLY);
    unsigned char *printed = arena_allocate(&arena, BYTES_MAX, 1);
    ssize_t size = read(fd, printed, BYTES_MAX);
    close(fd);
    render(&arena, PAPER_SLIP_58, &raster);
    understand(&arena, printed, (size_t)size, &understood);
    assert_is(&understood, &raster);
    end_service(&served);
    arena_free(&arena);
}

static void test_what_is_no_paper_is_refused_and_the_next_one_printed(void **state)
{
    (void)state;
    static char heap[PAPER_BYTES_MAX + 100];
    struct arena arena = {0};
    struct served served;
    struct arena_text bytes = sample_bytes(&arena);
    begin_service(&served);
    assert_int_equal(served_state(&served, "\x1b@", 2), PRINT_NOT_NOW);
    assert_int_equal(served_state(&served, heap, sizeof heap), PRINT_NOT_NOW);
    memory_fail_after(3); // in the child, which has none left
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_NOT_NOW);
    memory_fail_after(-1);
    unlink(served.device);
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_OFF);
    close(open(served.device, O_CREAT | O_RDWR, 0600));
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_DONE);
    end_service(&served);
    arena_free(&arena);
}

// A pipe that nobody reads hangs longer than a paper may take.
static void test_a_paper_that_takes_too_long_is_given_up(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct served served;
    struct arena_text bytes = sample_bytes(&arena);
    begin_service(&served);
    unlink(served.device);
    assert_int_equal(mkfifo(served.device, 0600), 0);
    int reader = open(served.device, O_RDWR | O_NONBLOCK);
    fcntl(reader, F_SETPIPE_SZ, 4096);
    served.service.job_ms = 200;
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_NOT_NOW);
    close(reader);
    end_service(&served);
    arena_free(&arena);
}

static void test_clients_come_and_go(void **state)
{
    (void)state;
    struct served served;
    int others[PRINT_SERVICE_CLIENTS_MAX];
    begin_service(&served);
    for (int i = 0; i < PRINT_SERVICE_CLIENTS_MAX; i++) {
        others[i] = connect_to(served.socket);
        print_service_turn(&served.service, 0);
    }
    assert_int_equal(served.service.client_count, PRINT_SERVICE_CLIENTS_MAX); // the last one waits
    for (int i = 0; i < PRINT_SERVICE_CLIENTS_MAX; i++)
        close(others[i]);
    for (int i = 0; i < 4; i++)
        print_service_turn(&served.service, 0);
    assert_int_equal(served.service.client_count, 1);
    assert_int_equal(served_state(&served, "x", 1), PRINT_NOT_NOW);
    end_service(&served);
}

// A kiosk that ends has a paper on its way, which would come out for whoever stands there next.
static void test_nothing_is_printed_of_who_is_gone(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct served served;
    struct stat about;
    struct arena_text bytes = sample_bytes(&arena);
    begin_service(&served);
    assert_int_equal(send(served.client, bytes.bytes, bytes.length, 0), bytes.length);
    close(served.client);
    print_service_turn(&served.service, 0);
    assert_int_equal(served.service.client_count, 0);
    assert_int_equal(stat(served.device, &about), 0);
    assert_int_equal(about.st_size, 0);
    served.client = connect_to(served.socket);
    print_service_turn(&served.service, 0);
    assert_int_equal(served_state(&served, bytes.bytes, bytes.length), PRINT_DONE);
    end_service(&served);
    arena_free(&arena);
}

static void test_a_socket_that_cannot_be_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct print_service service = {.listener = -1};
    char *path = arena_allocate(&arena, 301, 1);
    assert_int_equal(print_service_open(&service, memset(path, 'x', 300), &problem), STATUS_INVALID);
    assert_int_equal(print_service_open(&service, "/nowhere/socket", &problem), STATUS_NOT_FOUND);
    assert_int_equal(service.listener, -1);
    arena_free(&arena);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    typeset_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_slip_is_as_wide_as_its_roll),
        cmocka_unit_test(test_printers_understand_the_dots),
        cmocka_unit_test(test_a_text_of_100_kB_is_no_slip_but_a_booklet),
        cmocka_unit_test(test_odd_texts_do_no_harm),
        cmocka_unit_test(test_a_code_without_room_is_told),
        cmocka_unit_test(test_pages_end_well),
        cmocka_unit_test(test_a_full_disk_is_told),
        cmocka_unit_test(test_each_printer_is_seen_as_it_is),
        cmocka_unit_test(test_no_device_is_a_printer_that_is_off),
        cmocka_unit_test(test_failing_calls_are_told),
        cmocka_unit_test(test_an_answer_that_is_none_says_nothing),
        cmocka_unit_test(test_names_of_printers),
        cmocka_unit_test(test_what_a_kiosk_sends_comes_out),
        cmocka_unit_test(test_what_is_no_paper_is_refused_and_the_next_one_printed),
        cmocka_unit_test(test_a_paper_that_takes_too_long_is_given_up),
        cmocka_unit_test(test_nothing_is_printed_of_who_is_gone),
        cmocka_unit_test(test_clients_come_and_go),
        cmocka_unit_test(test_a_socket_that_cannot_be_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
