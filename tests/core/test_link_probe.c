// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of asking whether links work: each outcome is told apart, no server is asked twice at a time or against its rules, and none,
// however it behaves, keeps us for ever or gets anything in.
#include "tests/core/fixture.h"

#include "core/net/link_probe.h"
#include "tests/support/link_server.h"

#include <time.h>

enum { MOST = 16 };

// No name has a part of more than 63 bytes (RFC 1035), so nobody is asked for it.
#define NAMELESS "https://a123456789012345678901234567890123456789012345678901234567890123456789.invalid/"

static enum mail_domain_state fake_mail(void *context, const char *domain)
{
    (void)context;
    return strcmp(domain, "mail.example") == 0 ? MAIL_DOMAIN_TAKES : strcmp(domain, "none.example") == 0 ? MAIL_DOMAIN_NONE : MAIL_DOMAIN_UNKNOWN;
}

static const struct link_manners quick = {
    .hosts = 8, .connect_ms = 3000, .answer_ms = 3000, .pause_ms = 0, .pause_max_ms = 1000, .ask_mail = fake_mail};

struct street {
    struct arena arena;
    const char *folder;
    struct link_server server;
    struct link_answer answers[MOST];
};

static int set_up(void **state)
{
    struct street *street = calloc(1, sizeof *street);
    street->folder = fixture_folder(&street->arena);
    link_server_start(&street->server, &street->arena, street->folder);
    setenv("SSL_CERT_FILE", street->server.certificate, 1);
    setenv("no_proxy", "*", 1);
    *state = street;
    return 0;
}

static int tear_down(void **state)
{
    struct street *street = *state;
    link_server_stop(&street->server);
    fixture_remove_folder(street->folder);
    arena_free(&street->arena);
    free(street);
    return 0;
}

// "https://localhost:PORT/path" and so on; what has a scheme stays.
static const char *address(struct street *street, const char *path)
{
    if (strstr(path, "://") != NULL)
        return path;
    if (path[0] != '/')
        return arena_format(&street->arena, "https://%.*s:%d%s", (int)strcspn(path, "/"), path, street->server.port, strchr(path, '/'));
    return arena_format(&street->arena, "https://localhost:%d%s", street->server.port, path);
}

static void ask_with(struct street *street, const struct link_manners *manners, const char *const *paths)
{
    struct link_question questions[MOST];
    struct problem problem;
    size_t count = 0;
    link_server_forget(&street->server);
    for (; paths[count] != NULL; count++)
        questions[count] = (struct link_question){.address = address(street, paths[count]), .etag = "", .modified = ""};
    if (link_probe(questions, count, manners, street->answers, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
}

static void ask(struct street *street, const char *path)
{
    ask_with(street, &quick, (const char *const[]){path, NULL});
}

static void expect_outcome(struct street *street, const char *path, enum link_outcome outcome)
{
    ask(street, path);
    if (street->answers[0].outcome != outcome)
        fail_msg("%s: %d, %s", path, (int)street->answers[0].outcome, street->answers[0].detail);
}

static void each_outcome_is_told_apart(void **state)
{
    static const struct {
        const char *path;
        enum link_outcome outcome;
    } cases[] = {
        {"/ok", LINK_WORKS},          {"/no-head", LINK_WORKS},         {"/404", LINK_GONE},        {"/410", LINK_GONE},
        {"/401", LINK_REFUSED},       {"/403", LINK_REFUSED},           {"/405", LINK_REFUSED},     {"/429", LINK_REFUSED},
        {"/451", LINK_REFUSED},       {"/400", LINK_UNKNOWN},           {"/500", LINK_ERROR},       {"/503", LINK_ERROR},
        {"/moved", LINK_MOVED},       {"/moved-twice", LINK_MOVED},     {"/seen-other", LINK_WORKS}, {"/moved-then-other", LINK_MOVED},
        {"/other-then-moved", LINK_WORKS}, {"/moved-to-404", LINK_GONE}, {"/to-plain", LINK_WORKS},
        {"/loop", LINK_ERROR},        {"/to-file", LINK_ERROR},         {"/to-nowhere", LINK_ERROR}, {"/to-person", LINK_ERROR},
        {"/garbage", LINK_ERROR},     {"/closes", LINK_ERROR},          {"/huge", LINK_WORKS},      {"/huge-head", LINK_ERROR},
        {NAMELESS, LINK_NAMELESS}, {"https://127.0.0.1:1/", LINK_UNREACHABLE}, {"ftp://localhost/", LINK_UNKNOWN},
    };
    struct street *street = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_outcome(street, cases[i].path, cases[i].outcome);
    ask(street, "/moved-twice");
    assert_string_equal(street->answers[0].detail, address(street, "/ok"));
    ask(street, "/moved-then-other"); // only as far as it has moved for good
    assert_string_equal(street->answers[0].detail, address(street, "/seen-other"));
    ask(street, "/404");
    assert_string_equal(street->answers[0].detail, "the server answers with 404");
    ask(street, "/loop");
    assert_int_equal(link_server_counts(&street->server).heads, 6);
}

static void slow_servers_are_given_up(void **state)
{
    struct street *street = *state;
    struct link_manners hasty = quick;
    hasty.answer_ms = 2000;
    ask_with(street, &hasty, (const char *const[]){"/stalls", "a.localhost/drips", NULL});
    assert_int_equal(street->answers[0].outcome, LINK_SLOW);
    assert_int_equal(street->answers[1].outcome, LINK_SLOW);
}

static void certificates_are_looked_at(void **state)
{
    struct street *street = *state;
    expect_outcome(street, address(street, "c.localhost/ok"), LINK_CERTIFICATE); // it has another's
    unsetenv("SSL_CERT_FILE");
    expect_outcome(street, "/ok", LINK_CERTIFICATE); // nobody vouches for it
}

static void an_unchanged_page_is_not_sent_again(void **state)
{
    struct street *street = *state;
    struct problem problem;
    struct link_question question = {.address = address(street, "/ok"), .etag = "", .modified = ""};
    ask(street, "/ok");
    struct link_answer first = street->answers[0];
    assert_string_equal(first.etag, "\"v1\"");
    assert_string_equal(first.modified, "Mon, 02 Nov 2026 10:00:00 GMT");
    question.etag = first.etag;
    question.modified = first.modified;
    link_server_forget(&street->server);
    assert_int_equal(link_probe(&question, 1, &quick, street->answers, &problem), STATUS_OK);
    assert_int_equal(street->answers[0].outcome, LINK_WORKS);
    assert_string_equal(street->answers[0].etag, "\"v1\"");
    assert_string_equal(street->answers[0].modified, first.modified);
    struct link_server_counts counts = link_server_counts(&street->server);
    assert_int_equal(counts.unchanged, 1);
    assert_int_equal(counts.requests, 2); // with robots.txt
    assert_int_equal(counts.agents, 2);
    assert_int_equal(counts.gets, 0);
}

// ---- manners ------------------------------------------------------------------------------------------------------

static void a_host_is_asked_one_thing_at_a_time(void **state)
{
    struct street *street = *state;
    struct link_manners two = quick;
    two.hosts = 2;
    static const char *const paths[] = {"/held/1",           "a.localhost/held/1", "b.localhost/held/1", "/held/2", "a.localhost/held/2",
                                        "b.localhost/held/2", "/held/3",            "a.localhost/held/3", "b.localhost/held/3", NULL};
    ask_with(street, &two, paths);
    struct link_server_counts counts = link_server_counts(&street->server);
    assert_int_equal(counts.at_once_a_host, 1);
    assert_int_equal(counts.at_once, 2);
    assert_int_equal(counts.robots, 3);
    assert_int_equal(counts.heads, 9);
    for (size_t i = 0; paths[i] != NULL; i++)
        assert_int_equal(street->answers[i].outcome, LINK_WORKS);
    ask_with(street, &quick, paths);
    assert_true(link_server_counts(&street->server).at_once <= 3); // there are no more
    assert_int_equal(link_server_counts(&street->server).at_once_a_host, 1);
}

static void what_robots_forbid_is_not_asked(void **state)
{
    struct street *street = *state;
    link_server_robots(&street->server, 200, "User-agent: *\nDisallow: /404\nAllow: /ok\nCrawl-delay: 0.1\n");
    ask_with(street, &quick, (const char *const[]){"/404", "/ok", "/moved-to-404", NULL});
    assert_int_equal(street->answers[0].outcome, LINK_REFUSED);
    assert_string_equal(street->answers[0].detail, "robots.txt asks to leave it alone");
    assert_int_equal(street->answers[1].outcome, LINK_WORKS);
    assert_int_equal(street->answers[2].outcome, LINK_REFUSED); // also where a redirect leads
    assert_int_equal(link_server_counts(&street->server).heads, 2);

    link_server_robots(&street->server, 503, "");
    expect_outcome(street, "/ok", LINK_REFUSED);
    assert_int_equal(link_server_counts(&street->server).heads, 0);
    link_server_robots(&street->server, 200, "User-agent: *\nCrawl-delay: 86400\n");
    expect_outcome(street, "/ok", LINK_REFUSED);
    assert_int_equal(link_server_counts(&street->server).heads, 0);
}

static void pauses_are_kept(void **state)
{
    struct street *street = *state;
    struct timespec from, to;
    link_server_robots(&street->server, 200, "User-agent: *\nCrawl-delay: 0.15\n");
    clock_gettime(CLOCK_MONOTONIC, &from);
    ask_with(street, &quick, (const char *const[]){"/ok", "/no-head", "/200", NULL});
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_int_equal(link_server_counts(&street->server).heads, 3);
    assert_true((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000 >= 4 * 150);
}

static void who_says_too_many_is_left_alone(void **state)
{
    struct street *street = *state;
    ask_with(street, &quick, (const char *const[]){"/429", "/ok", NULL});
    assert_int_equal(street->answers[1].outcome, LINK_REFUSED);
    assert_int_equal(link_server_counts(&street->server).heads, 1);
}

static void who_cannot_be_reached_is_tried_once(void **state)
{
    struct street *street = *state;
    ask_with(street, &quick, (const char *const[]){"https://localhost:1/a", "https://localhost:1/b", NULL});
    assert_int_equal(street->answers[0].outcome, LINK_UNREACHABLE);
    assert_int_equal(street->answers[1].outcome, LINK_UNREACHABLE);
}

// ---- hostile ------------------------------------------------------------------------------------------------------

static void nothing_hostile_comes_in(void **state)
{
    struct street *street = *state;
    expect_outcome(street, "/hostile", LINK_WORKS);
    assert_string_equal(street->answers[0].etag, "");
    assert_string_equal(street->answers[0].modified, "");
    char longer[2 * LINK_ADDRESS_BYTES];
    memset(longer, 'a', sizeof longer);
    memcpy(longer, "https://localhost/", 18);
    longer[sizeof longer - 1] = '\0';
    expect_outcome(street, longer, LINK_UNKNOWN);
    expect_outcome(street, "https://", LINK_UNKNOWN);
    expect_outcome(street, "https://a\nb/", LINK_UNKNOWN);
}

static void robots_without_sense_allow(void **state)
{
    struct street *street = *state;
    char text[8000];
    memset(text, 'x', sizeof text);
    memcpy(text, "User-agent: *\n", 14);
    text[sizeof text - 1] = '\0';
    link_server_robots(&street->server, 200, text);
    expect_outcome(street, "/ok", LINK_WORKS);
}

static void mail_is_asked_for_by_name(void **state)
{
    struct street *street = *state;
    struct problem problem;
    struct link_question questions[8] = {
        {.is_mail = true, .address = "mail.example"}, {.is_mail = true, .address = "none.example"},
        {.is_mail = true, .address = "x1.example"},   {.is_mail = true, .address = "x2.example"},
        {.is_mail = true, .address = "x3.example"},   {.is_mail = true, .address = "mail.example"},
    };
    assert_int_equal(link_probe(questions, 6, &quick, street->answers, &problem), STATUS_OK);
    assert_int_equal(street->answers[0].outcome, LINK_WORKS);
    assert_int_equal(street->answers[1].outcome, LINK_GONE);
    assert_int_equal(street->answers[2].outcome, LINK_UNKNOWN);
    assert_int_equal(street->answers[5].outcome, LINK_UNKNOWN); // after three without an answer nobody is asked
    assert_int_equal(link_probe(questions, 0, &quick, street->answers, &problem), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_outcome_is_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slow_servers_are_given_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(certificates_are_looked_at, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unchanged_page_is_not_sent_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_host_is_asked_one_thing_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_robots_forbid_is_not_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pauses_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_says_too_many_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_cannot_be_reached_is_tried_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_hostile_comes_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(robots_without_sense_allow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mail_is_asked_for_by_name, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
