// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of robots.txt (RFC 9309, with its own examples), and of what a mail address is.
#include "tests/core/fixture.h"

#include "core/net/mail_domain.h"
#include "core/net/robots.h"

static struct robots read_text(struct arena *arena, const char *text)
{
    struct robots robots;
    robots_read(&robots, arena, text, strlen(text), "kompass");
    return robots;
}

static void rules_are_found_for_whom_they_are(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct robots robots = read_text(&arena, "User-agent: *\nDisallow: /\n\nUser-Agent: Kompass/1.0\nuser-agent: other\r\n"
                                             "# a word\nDisallow : /private # and why\r\nCrawl-delay: 2.5\n");
    assert_true(robots_allow(&robots, "/"));
    assert_true(robots_allow(&robots, "/public"));
    assert_false(robots_allow(&robots, "/private/a"));
    assert_int_equal(robots.delay_ms, 2500);
    robots = read_text(&arena, "User-agent: other\nDisallow: /\n");
    assert_true(robots_allow(&robots, "/a"));
    robots = read_text(&arena, "User-agent: a\nUser-agent: *\nDisallow: /x\nUser-agent: kompassion\nDisallow: /y\n");
    assert_false(robots_allow(&robots, "/x"));
    assert_true(robots_allow(&robots, "/y"));
    robots = read_text(&arena, "Disallow: /\nUser-agent: *\nDisallow:\n");
    assert_true(robots_allow(&robots, "/a"));
    arena_free(&arena);
}

static void the_longest_rule_decides(void **state)
{
    static const struct {
        const char *rules, *path;
        bool allowed;
    } cases[] = {
        {"Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false},
        {"Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/", true},
        {"Disallow: /a\nAllow: /a", "/a", true},
        {"Allow: /a\nDisallow: /a", "/a", true},
        {"Disallow: *.gif$", "/a.gif", false},
        {"Disallow: *.gif$", "/a.gif?b", true},
        {"Disallow: /*/edit", "/a/b/edit/c", false},
        {"Disallow: /*/edit", "/edit", true},
        {"Disallow: /a?b=", "/a?b=c", false},
        {"Disallow: /a$b", "/a$b", false},
        {"Disallow: /*$\nAllow: /$", "/", false},
        {"Disallow: /*a*b*c", "/aaabbb", true},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct robots robots = read_text(&arena, arena_format(&arena, "User-agent: *\n%s\n", cases[i].rules));
        if (robots_allow(&robots, cases[i].path) != cases[i].allowed)
            fail_msg("%s: %s", cases[i].rules, cases[i].path);
    }
    arena_free(&arena);
}

// Nothing in it makes us ask without end, wait for ever or fail.
static void hostile_files_are_bounded(void **state)
{
    struct arena arena = {0};
    struct arena_text many = {0};
    (void)state;
    assert_int_equal(read_text(&arena, "User-agent: *\nCrawl-delay: 1e300\n").delay_ms, 3600 * 1000);
    assert_int_equal(read_text(&arena, "User-agent: *\nCrawl-delay: nan\n").delay_ms, 0);
    assert_int_equal(read_text(&arena, "User-agent: *\nCrawl-delay: -5\n").delay_ms, 0);
    arena_append(&arena, &many, "User-agent: *\n");
    for (int i = 0; i < 5000; i++)
        arena_append(&arena, &many, "Disallow: /*a*a*a*a*a*a*a*a*a*b\n");
    struct robots robots = read_text(&arena, many.bytes);
    assert_true(robots.count > 100 && robots.count <= 1000);
    char path[1000];
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_true(robots_allow(&robots, path));
    static const char bytes[] = "User-agent: *\nDisallow: /a\0b\nDisallow: \xff\xfe\n:\n::\nDisallow";
    robots_read(&robots, &arena, bytes, sizeof bytes - 1, "kompass");
    assert_true(robots_allow(&robots, "/a"));
    robots_read(&robots, &arena, "", 0, "kompass");
    assert_true(robots_allow(&robots, "/a"));
    arena_free(&arena);
}

static void mail_addresses_are_read(void **state)
{
    static const struct {
        const char *address, *domain;
    } cases[] = {
        {"info@dessau.example", "dessau.example"},
        {"a.b+c@sub.dessau.example", "sub.dessau.example"},
        {"info@m\xc3\xbcller.example", "xn--mller-kva.example"},
        {"info", NULL},
        {"@dessau.example", NULL},
        {"info@", NULL},
        {"info@localhost", NULL},
        {"info@dessau", NULL},
        {"info@.example", NULL},
        {"info@dessau.", NULL},
        {"info@dessau..example", NULL},
        {"a@b@dessau.example", NULL},
        {"in fo@dessau.example", NULL},
        {"info@dessau.example, b@dessau.example", NULL},
        {"info@des_sau.example", NULL},
        {"info\x1b@dessau.example", NULL},
        {"", NULL},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *domain = mail_domain_of(&arena, cases[i].address);
        if (cases[i].domain == NULL ? domain != NULL : domain == NULL || strcmp(domain, cases[i].domain) != 0)
            fail_msg("%s: %s", cases[i].address, domain == NULL ? "none" : domain);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_found_for_whom_they_are),
        cmocka_unit_test(the_longest_rule_decides),
        cmocka_unit_test(hostile_files_are_bounded),
        cmocka_unit_test(mail_addresses_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
