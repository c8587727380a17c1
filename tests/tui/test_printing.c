// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Printing as the visitor sees it: where it is offered, what is sent, what is said of it, and that it never waits. What prints is this test,
// at the other end of the socket.
#include "core/text/isolate.h"
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/paper.h"
#include "tui/kiosk/screens.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct printing {
    struct kiosk_fixture fixture;
    int printer; // this end
};

static void open_printing(struct printing *printing, const char *language, int rows, int columns)
{
    int ends[2];
    kiosk_fixture_open(&printing->fixture, language, rows, columns, NULL);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    printing->fixture.kiosk.printer.socket = ends[0];
    printing->printer = ends[1];
}

static void close_printing(struct printing *printing)
{
    close(printing->printer);
    kiosk_fixture_close(&printing->fixture);
}

static void open_take(struct printing *printing, enum kind kind, const char *slug)
{
    struct page_argument argument = {0};
    const char *id = catalog_id_of_slug(printing->fixture.kiosk.catalog, &printing->fixture.arena, kind, slug);
    assert_non_null(id);
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&printing->fixture.loop, &screen_home, NULL);
    loop_open(&printing->fixture.loop, &screen_take, &argument);
    kiosk_fixture_type(&printing->fixture, "");
}

// The paper that was sent; false when none was.
static bool receive(struct printing *printing, struct paper *paper)
{
    static char bytes[PAPER_BYTES_MAX + 1];
    struct problem problem;
    ssize_t size = recv(printing->printer, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size < 0)
        return false;
    assert_int_equal(paper_decode(&printing->fixture.arena, bytes, (size_t)size, paper, &problem), STATUS_OK);
    return true;
}

static const char *words(struct printing *printing, enum kiosk_message id)
{
    return message_text(printing->fixture.loop.view.messages, id);
}

static bool says(const struct paper *paper, const char *text)
{
    for (size_t i = 0; i < paper->count; i++)
        if (strstr(paper->blocks[i].text, text) != NULL)
            return true;
    return false;
}

// The printer says something, and the loop hears of it.
static void answer(struct printing *printing, int byte)
{
    const unsigned char told = (unsigned char)byte;
    assert_int_equal(send(printing->printer, &told, 1, 0), 1);
    kiosk_program.notice(&printing->fixture.loop);
    kiosk_fixture_type(&printing->fixture, "");
}

// ---- where it is offered -------------------------------------------------------------------------------------------

static void test_without_a_printer_nothing_speaks_of_paper(void **state)
{
    (void)state;
    static const char *const scripts[] = {"Enter Enter F9 End", "Enter Enter F12 '4' '9' End"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct printing printing;
        open_printing(&printing, "de", 24, 80);
        printer_link_close(&printing.fixture.kiosk.printer);
        kiosk_fixture_type(&printing.fixture, scripts[i]);
        assert_null(strstr(kiosk_fixture_text(&printing.fixture), "Auf Papier"));
        open_take(&printing, KIND_OFFER, "buergeramt-dessau");
        assert_null(strstr(kiosk_fixture_text(&printing.fixture), "Auf Papier"));
        close_printing(&printing);
    }
}

static void test_a_printer_that_goes_is_offered_no_more(void **state)
{
    (void)state;
    struct printing printing;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    assert_shows(&printing.fixture, "Auf Papier");
    shutdown(printing.printer, SHUT_RDWR);
    kiosk_program.notice(&printing.fixture.loop);
    kiosk_fixture_type(&printing.fixture, "End Enter");
    assert_false(printer_link_is_there(&printing.fixture.kiosk.printer));
    assert_null(strstr(kiosk_fixture_text(&printing.fixture), "Auf Papier"));
    close_printing(&printing);
}

// ---- what is sent --------------------------------------------------------------------------------------------------

static void test_the_second_key_prints_an_offer(void **state)
{
    (void)state;
    struct printing printing;
    struct paper paper;
    open_printing(&printing, "ar", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4'"); // says what will happen
    assert_false(receive(&printing, &paper));
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_true(receive(&printing, &paper));
    assert_string_equal(paper.language->tag, "ar");
    assert_true(says(&paper, "Bürgeramt Dessau") && says(&paper, "مكتب خدمة المواطنين في ديساو"));
    assert_true(says(&paper, "Zerbster") && says(&paper, "08:00") && says(&paper, "BEGIN:VCARD"));
    assert_true(says(&paper, words(&printing, MESSAGE_MACHINE_NOTICE))); // nobody may take it for checked
    kiosk_fixture_type(&printing.fixture, "Enter Enter"); // while it is printed, no other
    assert_false(receive(&printing, &paper));
    close_printing(&printing);
}

static void test_a_guide_is_printed_whole(void **state)
{
    (void)state;
    struct printing printing;
    struct paper paper;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_GUIDE, "first-week");
    kiosk_fixture_type(&printing.fixture, "End Enter");
    assert_true(receive(&printing, &paper));
    assert_false(says(&paper, words(&printing, MESSAGE_MACHINE_NOTICE))); // a person wrote it
    assert_true(says(&paper, "Schritt \u20681") && says(&paper, "Schritt \u20682"));
    close_printing(&printing);
}

static void test_all_emergency_numbers_are_printed(void **state)
{
    (void)state;
    struct printing printing;
    struct paper paper;
    open_printing(&printing, "uk", 24, 80);
    kiosk_fixture_type(&printing.fixture, "Enter Enter F9 End Enter");
    assert_top(&printing.fixture, "take");
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_true(receive(&printing, &paper));
    size_t count, found = 0;
    const struct emergency_number *numbers = catalog_emergency(printing.fixture.kiosk.catalog, &printing.fixture.arena,
                                                               &printing.fixture.kiosk.reader, &count);
    for (size_t i = 0; i < count; i++)
        found += says(&paper, text_isolate(&printing.fixture.arena, TEXT_FIELD_PHONE, numbers[i].number));
    assert_true(count > 5);
    assert_int_equal(found, count);
    close_printing(&printing);
}

// What helps is printed, and nothing of what was answered.
static void test_nobody_can_read_answers_from_the_paper_of_a_result(void **state)
{
    (void)state;
    struct printing printing;
    struct paper one, other;
    open_printing(&printing, "de", 24, 80);
    kiosk_fixture_type(&printing.fixture, "Enter Enter F12 Enter '1' '4' '5' '20' '1'");
    assert_top(&printing.fixture, "result");
    assert_shows(&printing.fixture, "Sie haben gesagt");
    kiosk_fixture_type(&printing.fixture, "End Enter");
    assert_top(&printing.fixture, "take");
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_true(receive(&printing, &one));
    assert_true(says(&one, "06842") && one.count > 10);
    for (size_t i = 0; i < one.count; i++) {
        assert_null(strstr(one.blocks[i].text, "gesagt"));
        assert_null(strstr(one.blocks[i].text, "Kind von"));
    }
    answer(&printing, PRINT_DONE);
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_true(receive(&printing, &other));
    close_printing(&printing);
}

// ---- what is said --------------------------------------------------------------------------------------------------

static void test_each_state_is_told(void **state)
{
    (void)state;
    static const struct {
        enum print_state state;
        enum kiosk_message message;
        const char *name;
    } states[] = {
        {PRINT_BUSY, MESSAGE_PRINT_BUSY, "print-busy"},           {PRINT_DONE, MESSAGE_PRINT_DONE, "print-done"},
        {PRINT_NO_PAPER, MESSAGE_PRINT_NO_PAPER, "print-no-paper"}, {PRINT_OFF, MESSAGE_PRINT_OFF, "print-off"},
        {PRINT_JAMMED, MESSAGE_PRINT_JAMMED, "print-jammed"},     {PRINT_NOT_NOW, MESSAGE_PRINT_NOT_NOW, "print-not-now"},
    };
    static const char *const languages[] = {"de", "ar", "uk", "ti"};
    int differences = 0;
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        struct printing printing;
        struct paper paper;
        open_printing(&printing, languages[l], 24, 80);
        open_take(&printing, KIND_OFFER, "buergeramt-dessau");
        kiosk_fixture_type(&printing.fixture, "'4'");
        differences += golden_differs(arena_format(&printing.fixture.arena, "take-paper.%s.80x24", languages[l]),
                                      kiosk_fixture_text(&printing.fixture));
        for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
            kiosk_fixture_type(&printing.fixture, "Enter");
            answer(&printing, states[i].state);
            const char *shown = kiosk_fixture_text(&printing.fixture);
            differences += golden_differs(arena_format(&printing.fixture.arena, "%s.%s.80x24", states[i].name, languages[l]), shown);
            assert_int_equal(receive(&printing, &paper), i != 1); // the second is told of the first one's paper
        }
        close_printing(&printing);
    }
    assert_int_equal(differences, 0);
}

static void test_five_papers_are_enough_until_the_next_visit(void **state)
{
    (void)state;
    struct printing printing;
    struct paper paper;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4'");
    for (int i = 0; i < PRINTER_LINK_VISIT_MAX; i++) {
        kiosk_fixture_type(&printing.fixture, "Enter");
        assert_true(receive(&printing, &paper));
        answer(&printing, PRINT_DONE);
        assert_shows(&printing.fixture, "Fertig.");
    }
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_false(receive(&printing, &paper));
    assert_shows(&printing.fixture, "Mehr Zettel gibt es nicht.");
    loop_reset(&printing.fixture.loop);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4' Enter");
    assert_true(receive(&printing, &paper));
    close_printing(&printing);
}

// The visit ends while it is printed: the next visitor's paper does not wait behind it, where it might come out for nobody, and they are
// told of their own only.
static void test_a_state_that_comes_late_is_nobody_elses(void **state)
{
    (void)state;
    struct printing printing;
    struct paper paper;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4' Enter");
    assert_true(receive(&printing, &paper));
    loop_reset(&printing.fixture.loop);
    open_take(&printing, KIND_OFFER, "integrationsbuero");
    kiosk_fixture_type(&printing.fixture, "End Enter");
    assert_false(receive(&printing, &paper));
    assert_shows(&printing.fixture, "Drucken geht gerade nicht.");
    answer(&printing, PRINT_NO_PAPER); // of the first
    assert_shows(&printing.fixture, "Drucken geht gerade nicht.");
    kiosk_fixture_type(&printing.fixture, "Enter");
    assert_true(receive(&printing, &paper));
    assert_shows(&printing.fixture, words(&printing, MESSAGE_PRINT_BUSY));
    answer(&printing, PRINT_DONE);
    assert_shows(&printing.fixture, "Fertig.");
    close_printing(&printing);
}

static void test_nonsense_is_not_heard(void **state)
{
    (void)state;
    struct printing printing;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4' Enter");
    for (int byte = 0; byte < 256; byte++)
        if (byte == 'b' || !print_state_is_known(byte))
            answer(&printing, byte);
    assert_shows(&printing.fixture, words(&printing, MESSAGE_PRINT_BUSY));
    close_printing(&printing);
}

static void test_who_waits_for_a_minute_is_told(void **state)
{
    (void)state;
    struct printing printing;
    open_printing(&printing, "de", 24, 80);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4' Enter");
    kiosk_fixture_wait(&printing.fixture, 61 * 1000);
    assert_shows(&printing.fixture, "Drucken geht gerade nicht.");
    answer(&printing, PRINT_DONE); // after all
    assert_shows(&printing.fixture, "Drucken geht gerade nicht.");
    kiosk_fixture_type(&printing.fixture, "Enter"); // and may try again
    assert_shows(&printing.fixture, words(&printing, MESSAGE_PRINT_BUSY));
    close_printing(&printing);
}

// A process that takes nothing off its socket fills it: the kiosk says so at once.
static void test_a_full_socket_does_not_block(void **state)
{
    (void)state;
    struct printing printing;
    struct printer_link *link = &printing.fixture.kiosk.printer;
    open_printing(&printing, "de", 24, 80);
    char heap[8192] = {0};
    while (send(link->socket, heap, sizeof heap, MSG_DONTWAIT) > 0)
        continue;
    assert_int_equal(errno, EAGAIN);
    open_take(&printing, KIND_OFFER, "buergeramt-dessau");
    kiosk_fixture_type(&printing.fixture, "'4' Enter");
    assert_shows(&printing.fixture, "Drucken geht gerade nicht.");
    close_printing(&printing);
}

static void test_nobody_there_is_no_printer(void **state)
{
    (void)state;
    struct printer_link link;
    struct arena arena = {0};
    printer_link_open(&link, "/nowhere/socket");
    assert_false(printer_link_is_there(&link));
    char *path = arena_allocate(&arena, 301, 1);
    printer_link_open(&link, memset(path, 'x', 300));
    assert_false(printer_link_is_there(&link));
    printer_link_hear(&link, 0);
    printer_link_print(&link, &arena, &(struct paper){.language = language_by_tag("de")}, 0);
    assert_int_equal(link.state, PRINT_NONE);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_printer_nothing_speaks_of_paper),
        cmocka_unit_test(test_a_printer_that_goes_is_offered_no_more),
        cmocka_unit_test(test_the_second_key_prints_an_offer),
        cmocka_unit_test(test_a_guide_is_printed_whole),
        cmocka_unit_test(test_all_emergency_numbers_are_printed),
        cmocka_unit_test(test_nobody_can_read_answers_from_the_paper_of_a_result),
        cmocka_unit_test(test_each_state_is_told),
        cmocka_unit_test(test_five_papers_are_enough_until_the_next_visit),
        cmocka_unit_test(test_a_state_that_comes_late_is_nobody_elses),
        cmocka_unit_test(test_nonsense_is_not_heard),
        cmocka_unit_test(test_who_waits_for_a_minute_is_told),
        cmocka_unit_test(test_a_full_socket_does_not_block),
        cmocka_unit_test(test_nobody_there_is_no_printer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
