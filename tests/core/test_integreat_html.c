// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of HTML as others write it: what a browser shows is what is read, and what it hides is not.
#include "core/exchange/integreat/html.h"
#include "core/exchange/integreat/label.h"
#include "core/language/language.h"
#include "tests/core/fixture.h"

static struct html_target follow(void *context, const char *href)
{
    (void)context;
    if (strcmp(href, "/inside/") == 0)
        return (struct html_target){true, "article", "inside"};
    return (struct html_target){.inside = href[0] == '/'};
}

struct example {
    const char *html, *blocks; // "p" paragraph, "h" heading, "i" item with its mark, "l" link
};

// The blocks in one line.
static const char *read_blocks(struct arena *arena, const char *source, const char *language)
{
    long notes[INTEGREAT_NOTES] = {0};
    struct html html = {.arena = arena, .language = language, .follow = follow, .notes = notes};
    assert_null(html_read(&html, source));
    const char *line = "";
    const struct content_block *blocks = html.blocks.items;
    for (size_t i = 0; i < html.blocks.count; i++)
        line = arena_format(arena, "%s%s%c%s %s", line, i == 0 ? "" : "\n", blocks[i].kind[0],
                            blocks[i].mark == NULL ? "" : blocks[i].mark,
                            blocks[i].text != NULL ? blocks[i].text : blocks[i].link);
    return line;
}

static void compare(const struct example *examples, size_t count)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        const char *line = read_blocks(&arena, examples[i].html, "de");
        if (strcmp(line, examples[i].blocks) != 0)
            fail_msg("%s\nis read as\n%s\nnot as\n%s", examples[i].html, line, examples[i].blocks);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

#define COMPARE(examples) compare(examples, sizeof(examples) / sizeof *(examples))

static void test_lists_keep_their_numbers(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<ol><li>A</li><li>B</li></ol>", "i1. A\ni2. B"},
        {"<ol start=\"4\"><li>A<li>B</ol>", "i4. A\ni5. B"},
        {"<ol start=\"0\"><li>A</li></ol><ol start=\"-1\"><li>A</li><li>B</li></ol>", "i0. A\ni-1. A\ni0. B"},
        {"<ol start=\"x\"><li>A</li></ol><ol start=\"99999999999\"><li>B</li></ol>", "i1. A\ni1. B"},
        {"<ol><li>A</li><li value=\"7\">B</li><li>C</li></ol>", "i1. A\ni7. B\ni8. C"},
        {"<ol reversed><li>A</li><li>B</li><li>C</li></ol>", "i3. A\ni2. B\ni1. C"},
        {"<ol reversed start=\"10\"><li>A</li><li>B</li></ol>", "i10. A\ni9. B"},
        {"<ol type=\"a\" start=\"26\"><li>A</li><li>B</li></ol>", "iz. A\niaa. B"},
        {"<ol type=\"I\" start=\"3\"><li>A</li><li>B</li></ol>", "iIII. A\niIV. B"},
        {"<ol style=\"list-style-type: lower-alpha;\"><li>A</li></ol>", "ia. A"},
        {"<ul><li>A</li></ul>", "i A"},
        {"<ol><li>A<ul><li>b</li></ul></li><li>C</li></ol>", "i1. A\ni– b\ni2. C"},
        {"<ol><li>A<ol><li>b</li><li>c</li></ol></li><li>D</li></ol>", "i1. A\ni1.1. b\ni1.2. c\ni2. D"},
        {"<ol><li>A<ol type=\"a\"><li>b</li></ol></li></ol>", "i1. A\nia. b"},
        {"<ul><li>A<ol><li>b</li></ol></li></ul>", "i A\ni1. b"},
        {"<ol><li><p>A</p><p>a</p></li><li><div><p>B</p></div></li></ol>", "i1. A\np a\ni2. B"},
        {"<ol><li><h3>Zuerst</h3>Text</li><li><h3>Dann</h3></li></ol>", "h 1. Zuerst\np Text\nh 2. Dann"},
        {"<ol><li>A<br>b</li><li></li><li>C</li></ol>", "i1. A, b\ni3. C"},
        {"Vor<ol><li>A</li></ol>Nach", "p Vor\ni1. A\np Nach"},
        {"<p>Vor:<ul><li>A</li>Mitte<li>B</li></ul>Nach</p>", "p Vor:\ni A\np Mitte\ni B\np Nach"},
        {"<ol>Kopf<li>A</li></ol><li>B</li>", "p Kopf\ni1. A\ni B"},
        {"<ol><li><a href=\"/inside/\">Mehr</a></li><li>B</li></ol>", "i1. Mehr\nl inside\ni2. B"},
    };
    COMPARE(examples);
}

static void test_what_is_struck_out_or_hidden_is_not_there(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<p>Kosten: <s>30 Euro</s> <del>25 Euro</del> <strike>20 Euro</strike> <ins>10 Euro</ins></p>", "p Kosten: 10 Euro"},
        {"<p><span style=\"text-decoration: line-through;\">30</span> 10 Euro</p>", "p 10 Euro"},
        {"<p><span style=\"color:red;TEXT-DECORATION:underline Line-Through !important\">30</span> 10</p>", "p 10"},
        {"<p><span style=\"text-decoration-line:line-through\">30</span> 10</p>", "p 10"},
        {"<p><span style=\"text-decoration: underline\">30</span> 10</p>", "p 30 10"},
        {"<del><p>Alt</p><ul><li>Alt</li></ul></del><p>Neu</p>", "p Neu"},
        {"<p style=\"display:none\">A</p><p style=\"display: NONE !important\">B</p><p>C</p>", "p C"},
        {"<div hidden><p>A</p><ol><li>B</li></ol></div><p hidden=\"hidden\">C</p><p>D</p>", "p D"},
        {"<p style=\"visibility:hidden\">A</p><p>B</p>", "p B"},
        {"<p style=\"display:block\">A</p><p style=\"xdisplay:none\">B</p><p style=\"display:\">C</p>", "p A\np B\np C"},
        {"<a href=\"https://x.example/\" style=\"display: none\">Contact</a><p>A</p>", "p A"},
        {"<p>A<img style=\"display:none\" alt=\"Bild\" src=\"x.png\">B</p><p>C</p>", "p AB\np C"},
        {"<p>A<!-- nicht --> B<script>c()</script><style>p{}</style><template>D</template><noscript>E</noscript></p>", "p A B"},
        {"<p>A<select><option>B</option></select><textarea>C</textarea></p>", "p A"},
        {"<table><tr><td>A</td><td hidden>B</td><td>C</td></tr></table>", "i A | C"},
    };
    COMPARE(examples);
}

// A language that comes to the program's table must come to data/integreat-labels.txt, too.
static void test_icons_are_words_in_every_language(void **state)
{
    (void)state;
    static const struct {
        const char *icon;
        enum integreat_label label;
    } icons[] = {
        {"call.png", INTEGREAT_LABEL_PHONE},      {"phone-1.svg", INTEGREAT_LABEL_PHONE},
        {"pin.png", INTEGREAT_LABEL_ADDRESS},     {"maps-and-flags.png", INTEGREAT_LABEL_ADDRESS},
        {"email.png", INTEGREAT_LABEL_EMAIL},     {"envelope.png", INTEGREAT_LABEL_EMAIL},
        {"www.png", INTEGREAT_LABEL_WEB},         {"globe.svg", INTEGREAT_LABEL_WEB},
        {"clock.png", INTEGREAT_LABEL_HOURS},
    };
    struct arena arena = {0};
    size_t count;
    const struct language *languages = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        for (int label = 0; label < INTEGREAT_LABELS; label++) {
            const char *text = integreat_label(&arena, (enum integreat_label)label, languages[i].tag);
            if (text == NULL || text[0] == '\0')
                fail_msg("data/integreat-labels.txt has no label %d in %s", label, languages[i].tag);
        }
        for (size_t k = 0; k < sizeof icons / sizeof *icons; k++) {
            const char *label = integreat_label(&arena, icons[k].label, languages[i].tag);
            const char *html = arena_format(&arena, "<p><img src=\"https://x/%s\"> 0340 1</p>", icons[k].icon);
            assert_string_equal(read_blocks(&arena, html, languages[i].tag), arena_format(&arena, "p %s 0340 1", label));
        }
    }
    assert_null(integreat_label(&arena, INTEGREAT_LABEL_PHONE, "xx"));
    assert_string_equal(read_blocks(&arena, "<p><img src=\"call.png\"> 0340 1</p>", "xx"), "p 0340 1");
    arena_free(&arena);
}

// A page of its own for each address.
static struct html_target follow_all(void *context, const char *href)
{
    return (struct html_target){true, "article", arena_copy_text(context, href)};
}

// However many links a paragraph has, each leads somewhere, once; more than a page may have blocks are refused.
static void test_no_link_of_a_paragraph_is_dropped(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 8, 9, 129, HTML_BLOCKS_MAX + 2};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct arena arena = {0};
        struct arena_text page = {0};
        long notes[INTEGREAT_NOTES] = {0};
        arena_append(&arena, &page, "<p>Siehe <a href=\"/0/\">hier</a>");
        for (size_t k = 0; k < counts[i]; k++)
            arena_append(&arena, &page, arena_format(&arena, " <a href=\"/%zu/\">dort</a>", k));
        struct html html = {
            .arena = &arena, .language = "de", .follow = follow_all, .context = &arena, .notes = notes};
        const char *refusal = html_read(&html, page.bytes);
        assert_true((refusal != NULL) == (counts[i] > HTML_BLOCKS_MAX));
        if (refusal == NULL) {
            const struct content_block *blocks = html.blocks.items;
            assert_int_equal(html.blocks.count, 1 + counts[i]);
            assert_string_equal(blocks[counts[i]].link, arena_format(&arena, "/%zu/", counts[i] - 1));
            assert_int_equal(notes[INTEGREAT_LOST_LINK], 0);
        }
        arena_free(&arena);
    }
}

static void test_raised_digits_are_no_other_number(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<p>10<sup>2</sup> und 50 m<sup>2</sup>, 3 m<sup>3</sup></p>", "p 10² und 50 m², 3 m³"},
        {"<p>10<sup>-6</sup>, 2<sup>10</sup></p>", "p 10⁻⁶, 2¹⁰"},
        {"<p>Antrag<sup><a href=\"#f1\">1</a></sup> und Pass<sup>1)</sup></p>", "p Antrag¹ und Pass¹)"},
        {"<p>8<sup>30</sup> Uhr, CO<sub>2</sub>, 1<sup>er</sup> étage</p>", "p 8³⁰ Uhr, CO2, 1er étage"},
        {"<p>10<span style=\"vertical-align: super\">2</span></p>", "p 10²"},
        {"<p>10<sup></sup>5</p>", "p 105"},
    };
    COMPARE(examples);
}

static void test_rows_of_tables_say_what_stands_where(void **state)
{
    (void)state;
#define HEADS "<tr><th>Tag</th><th>Vormittag</th><th>Nachmittag</th></tr>"
    static const struct example examples[] = {
        {"<table>" HEADS "<tr><td>Montag</td><td></td><td>14–16</td></tr><tr><td>Dienstag</td><td>8–12</td><td>&nbsp;</td></tr></table>",
         "i Tag: Montag; Vormittag: –; Nachmittag: 14–16\ni Tag: Dienstag; Vormittag: 8–12; Nachmittag: –"},
        {"<table><thead><tr><td></td><td>Mo</td></tr></thead><tbody><tr><th>Früh</th><td>8–12</td></tr></tbody></table>",
         "i Früh; Mo: 8–12"},
        {"<table><tr><td>Montag</td><td></td><td>14–16</td></tr></table>", "i Montag | – | 14–16"},
        {"<table><tr><th>Montag</th><td></td><td>14–16</td></tr></table>", "i Montag: – | 14–16"},
        {"<table><tr><td>Pass</td><td>60 Euro</td></tr><tr><td>Visum</td><td></td></tr></table>", "i Pass | 60 Euro\ni Visum | –"},
        {"<table><tr><td>Telefon:</td><td>0340 1</td></tr></table>", "i Telefon: 0340 1"},
        {"<table><tr><td><img src=\"x/call.png\"></td><td>0340 1</td></tr><tr><td><img src=\"x/y.png\"></td><td>A</td></tr></table>",
         "i Telefon: 0340 1\ni A"},
        {"<table>" HEADS "<tr><td>Montag</td><td colspan=\"2\">zu</td></tr><tr><td colspan=\"3\">Im August zu</td></tr></table>",
         "i Tag: Montag; Vormittag, Nachmittag: zu\ni Im August zu"},
        {"<table>" HEADS "<tr><td rowspan=\"2\">Montag</td><td>8–10</td><td>14</td></tr><tr><td>11</td><td>15</td></tr></table>",
         "i Tag: Montag; Vormittag: 8–10; Nachmittag: 14\ni Tag: Montag; Vormittag: 11; Nachmittag: 15"},
        {"<table><tr><th rowspan=\"2\">Tag</th><th colspan=\"2\">Zeit</th></tr><tr><th>früh</th><th>spät</th></tr>"
         "<tr><td>Mo</td><td>8</td><td>14</td></tr></table>",
         "i Tag: Mo; Zeit, früh: 8; Zeit, spät: 14"},
        {"<table>" HEADS "</table>", "i Tag, Vormittag, Nachmittag"},
        {"<table><tr><td><p>A</p><p>B</p></td><td><ul><li>C</li><li>D.</li></ul>E</td></tr></table>", "i A, B | C, D. E"},
        {"<table><tr><td><ol><li>C</li><li>D</li></ol></td><td>E</td></tr></table>", "i 1. C, 2. D | E"},
        // A frame around parts of a page is no table of facts.
        {"<table><tr><td><h2>A</h2><p>B</p></td><td><p>C</p></td></tr></table>", "h A\np B\np C"},
        {"<table><tr><td><p>A</p><ul><li>B</li></ul></td></tr></table>", "p A\ni B"},
        {"<table><tr><td>A</td><td><a href=\"/inside/\">B</a></td></tr></table>", "i A | B\nl inside"},
        {"<table><tr><td>A<table><tr><td>b</td><td>c</td></tr></table></td><td>D</td></tr></table>", "i A, b | c | D"},
        {"<table><caption>Zeiten</caption><tr><td></td><td></td></tr><tr><td>A<td>B</table>nach", "h Zeiten\ni A | B\np nach"},
        {"<td>A</td><td>B</td>", "p A\np B"},
    };
    COMPARE(examples);
}

static void test_lines_and_blanks(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<p>A <![CDATA[<b>B</b> & C]]> D</p><p><![CDATA[E</p>", "p A B & C D\np E"},
        {"<p>Ring 1<br>06844 Dessau</p>", "p Ring 1, 06844 Dessau"},
        {"<p>A.<br>B<br/><br>C</p>", "p A. B\np C"},
        {"<p>A&nbsp;&nbsp; B\n C&shy;D\xE2\x80\x8B" "E</p><p>&nbsp;</p>", "p A B CDE"},
        {"<pre>Eins\nZwei\n\nDrei</pre>", "p Eins, Zwei\np Drei"},
        {"<blockquote>A</blockquote>B<hr>C<details><summary>Frage</summary>Antwort</details>", "p A\np B\np C\nh Frage\np Antwort"},
        {"<dl><dt>Wort</dt><dd>Sinn</dd></dl>", "p Wort\np Sinn"},
        {"<h2>A<br>B</h2><h3></h3>C", "h A, B\np C"},
        {"<figure><img src=\"p.png\" alt=\"Ein Plan\"><figcaption>Unten</figcaption></figure>", "p Ein Plan\np Unten"},
    };
    COMPARE(examples);
    struct arena arena = {0};
    assert_string_equal(read_blocks(&arena, "<p>أ<br>ب؟<br>ج</p>", "ar"), "p أ، ب؟ ج");
    arena_free(&arena);
}

static void test_links_keep_what_they_lead_to(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<a href=\"https://www.amt.example/a?b=1\">hier</a>", "p hier (amt.example/a)"},
        {"<a href=\"https://amt.example/a\">https://amt.example/a</a>", "p https://amt.example/a"},
        {"<a href=\"//amt.example/a\">hier</a>, <a href=\"www.b.example\">dort</a>", "p hier (amt.example/a), dort (b.example)"},
        {"<a href=\"https://amt.example/\"><img src=\"x.png\"></a>", "p amt.example"},
        {"<a href=\"tel:+493401234567\">0340 / 123 45-67</a>", "p 0340 / 123 45-67"},
        {"<a href=\"tel:0340%20123456\">Raum 3 anrufen</a>", "p Raum 3 anrufen (0340 123456)"},
        {"<a href=\"tel:112\">112</a> <a href=\"tel:110\">Polizei</a>", "p 112 Polizei (110)"},
        {"<a href=\"mailto:a@amt.example?subject=x\">A@Amt.example</a>", "p A@Amt.example"},
        {"<a href=\"mailto:a@amt.example\">Mail @ Amt</a>", "p Mail @ Amt (a@amt.example)"},
        {"Eins<br><a href=\"tel:110\">110</a>", "p Eins, 110"},
        {"<a href=\"#oben\">oben</a> <a>ohne</a> <a href=\"/nirgends/\">weg</a>", "p oben ohne weg"},
    };
    COMPARE(examples);
}

// Each row of heads adds to the names of the columns: what is nothing but heads must not take the square of its length.
static void test_a_table_of_many_rows_of_heads_stays_small(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *source = "<table>";
    for (int row = 1; row <= 9; row++)
        source = arena_format(&arena, "%s<tr><th>a%d<th>b%d", source, row, row);
    assert_string_equal(read_blocks(&arena, source, "de"),
                        "i a1, a2, a3, a4, a5, a6, a7, a8: a9; b1, b2, b3, b4, b5, b6, b7, b8: b9");
    arena_free(&arena);
}

static void test_what_is_too_deep_or_too_long_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    long notes[INTEGREAT_NOTES] = {0};
    const char *source = "";
    for (int i = 0; i < HTML_DEPTH_MAX; i++)
        source = arena_format(&arena, "%s<ol><li><table><tr><td>", source);
    struct html html = {.arena = &arena, .language = "de", .follow = follow, .notes = notes};
    assert_non_null(html_read(&html, source));
    // Broken nesting of all that is kept on a stack.
    struct html broken = {.arena = &arena, .language = "de", .follow = follow, .notes = notes};
    assert_null(html_read(&broken, "</table></ol></td></tr></li><ol reversed><li>A<table><tr><td></ol>B</td></table></li>"
                                   "<li>C</ol></sup><sup>2<p>3</sup>4<pre>x</ol></table>"));
    arena_free(&arena);
}

// However elements are put together, a block is one that can be written: a mark stands before entries only.
static void test_any_soup_of_elements_gives_blocks(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<ol start=\"3\" reversed>", "</ol>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<thead>", "<tr>", "</tr>",
        "<td rowspan=\"3\">", "<td colspan=\"9\">", "<th>", "</td>", "<p>", "</p>", "<h2>", "</h2>", "<s>", "</s>", "<sup>", "</sup>",
        "<pre>", "</pre>", "<a href=\"/inside/\">", "<a href=\"tel:1\">", "</a>", "<br>", "1", "Text ", "\n", "<p hidden>", "<dl>", "<dd>"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    struct arena arena = {0};
    uint32_t random = 1;
    for (int round = 0; round < 3000; round++) {
        const char *source = "";
        long notes[INTEGREAT_NOTES] = {0};
        for (int i = 0; i < 40; i++) {
            random = random * 1664525u + 1013904223u;
            source = arena_format(&arena, "%s%s", source, pieces[(random >> 16) % PIECES]);
        }
        struct html html = {.arena = &arena, .language = "de", .follow = follow, .notes = notes};
        assert_null(html_read(&html, source));
        const struct content_block *blocks = html.blocks.items;
        for (size_t i = 0; i < html.blocks.count; i++) {
            bool link = strcmp(blocks[i].kind, "link") == 0;
            bool right = (blocks[i].text == NULL) == link && (link || blocks[i].text[0] != '\0') &&
                         (blocks[i].mark == NULL || (strcmp(blocks[i].kind, "item") == 0 && strlen(blocks[i].mark) <= 12));
            if (!right)
                fail_msg("%s\nhas a wrong block %zu", source, i);
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_keep_their_numbers),
        cmocka_unit_test(test_what_is_struck_out_or_hidden_is_not_there),
        cmocka_unit_test(test_icons_are_words_in_every_language),
        cmocka_unit_test(test_no_link_of_a_paragraph_is_dropped),
        cmocka_unit_test(test_raised_digits_are_no_other_number),
        cmocka_unit_test(test_rows_of_tables_say_what_stands_where),
        cmocka_unit_test(test_a_table_of_many_rows_of_heads_stays_small),
        cmocka_unit_test(test_lines_and_blanks),
        cmocka_unit_test(test_links_keep_what_they_lead_to),
        cmocka_unit_test(test_any_soup_of_elements_gives_blocks),
        cmocka_unit_test(test_what_is_too_deep_or_too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
