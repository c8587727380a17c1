// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Addresses of web pages and of e-mail: what is one and what is not, byte by byte.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "core/text/net_address.h"

#include <stdio.h>
#include <string.h>

static void expect(bool (*is)(const char *), const char *const *texts, size_t count, bool right)
{
    for (size_t i = 0; i < count; i++)
        if (is(texts[i]) != right)
            fail_msg("%s: %s", texts[i], right ? "is refused" : "is taken");
}

#define EXPECT(is, texts, right) expect(is, texts, sizeof(texts) / sizeof *(texts), right)

static void test_web_pages(void **state)
{
    (void)state;
    static const char *const good[] = {"https://a.de", "http://a.de/b?c=d#e", "https://münchen.de/Öffnungszeiten", "https://[::1]:8080/", "https://h"};
    static const char *const wrong[] = {
        "", "https", "https://", "http://", "http:///path", "ftp://a.de", "HTTPS://a.de", "a.de", "//a.de", "mailto:a@b.de",
        " https://a.de", "https://a.de ", "https://a.de/b c", "https://a.de/\n", "https://a.de/\x7f", "javascript:https://a.de",
    };
    EXPECT(net_address_is_web, good, true);
    EXPECT(net_address_is_web, wrong, false);
    for (int c = 1; c < 256; c++) {
        char text[] = "https://a.de/?b";
        text[13] = (char)c;
        assert_int_equal(net_address_is_web(text), c > ' ' && c != 0x7f && strchr("\"<>\\^`{|}", c) == NULL);
    }
}

static void test_mail(void **state)
{
    (void)state;
    char longest[80];
    snprintf(longest, sizeof longest, "%064d@b.de", 0);
    assert_true(net_address_is_mail(longest));
    snprintf(longest, sizeof longest, "%065d@b.de", 0);
    assert_false(net_address_is_mail(longest));
    static const char *const good[] = {"a@b.de", "anna.o'neil+amt@ämter.example", "büro@b.c.de"};
    static const char *const wrong[] = {
        "", "@", "a", "a@", "@b.de", "a@b", "a@.de", "a@b.", "a@b.de.", "a@b@c.de", "a b@c.de", "a@b .de", "\"a\"@b.de", "a@[1.2.3.4]",
        "mailto:a@b.de", "a@b.de, c@d.de", "Anna <a@b.de>", "a@b.de\n",
    };
    EXPECT(net_address_is_mail, good, true);
    EXPECT(net_address_is_mail, wrong, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_pages),
        cmocka_unit_test(test_mail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
