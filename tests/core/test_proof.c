// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text that is being written, looked through: what is found, where, and that no more is looked at than has changed.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/insight/proof.h"

#include <string.h>
#include <time.h>

static const struct model_text plain_field = {.name = "summary", .linted = true};
static const struct model_text body_field = {.name = "body", .form = MODEL_BODY, .linted = true};
static const struct model_text own_field = {.name = "note"};

// Words enough for these tests.
static const char dictionary[] = "30\nDas\nist\nein\nAntrag\nwird\ngeprüft\nBitte\nkommen\nSie\nSo\nschreiben\nwir\nnicht\nMiete\nZahlen\nund\n"
                                 "Punkt\nerster\nTreffen\nnoch\nviel\nText\nim\nder\nFrist\nbis\nanderen\nSatz\nEin\n";

static void write_dictionary(struct house *house, const char *name, const char *words)
{
    const char *affixes = arena_format(&house->arena, "%s/%s.aff", house->folder, name);
    fixture_write(affixes, "SET UTF-8\n", strlen("SET UTF-8\n"));
    fixture_write(arena_format(&house->arena, "%s/%s.dic", house->folder, name), words, strlen(words));
}

static int fill_house(void **state)
{
    open_house(state);
    struct house *house = *state;
    put_one_of_each(house);
    put(house, "{'kind': 'term', 'id': '" TERM_ID "', 'slug': 'frist', 'position': 1, 'texts': {'de': {'name': " TEXT("Frist") ", 'forms': " TEXT(
                   "Fristen") ", 'explanation': " TEXT("Bis dann.") "}, 'uk': {'name': " TEXT("термін") ", 'forms': " TEXT("термін; строк")
                   ", 'explanation': " TEXT("x") "}}}", 1);
    write_dictionary(house, "de_DE", dictionary);
    write_dictionary(house, "uk_UA", "1\nце\n");
    return 0;
}

struct desk {
    struct proof_standard standard;
    struct spelling *spelling;
    struct proof proof;
    struct arena arena;
};

static void open_desk(struct desk *desk, struct house *house, const char *tag, const struct model_text *field)
{
    *desk = (struct desk){0};
    expect(house, spelling_start(&desk->spelling, house->folder, &house->problem));
    expect(house, proof_standard_read(&desk->standard, house->editorial, language_by_tag(tag), &house->problem));
    proof_begin(&desk->proof, &desk->standard, desk->spelling, field, "Ziebigk");
}

static void close_desk(struct desk *desk)
{
    proof_end(&desk->proof);
    proof_standard_free(&desk->standard);
    spelling_end(&desk->spelling);
    arena_free(&desk->arena);
}

// All findings of a text, "s" for spelling, "i" for what is invisible, "b" for blocks, or the rule's name, and the words.
static const char *found(struct desk *desk, const char *text)
{
    static const char *const kinds[] = {[PROOF_SPELLING] = "s", [PROOF_INVISIBLE] = "i", [PROOF_BLOCK] = "b"};
    struct arena_text all = {0};
    arena_append(&desk->arena, &all, "");
    proof_look(&desk->proof, text, strlen(text));
    while (desk->proof.unanswered > 0) {
        spelling_wait(desk->spelling);
        proof_look(&desk->proof, text, strlen(text));
    }
    for (size_t i = 0; i < desk->proof.count; i++) {
        const struct proof_finding *finding = &desk->proof.findings[i];
        const char *kind = finding->kind == PROOF_RULE ? plain_rule_name(finding->rule) : kinds[finding->kind];
        assert_true(finding->start < finding->end && finding->end <= strlen(text));
        assert_true(i == 0 || desk->proof.findings[i - 1].start <= finding->start);
        arena_append(&desk->arena, &all, arena_format(&desk->arena, "%s:%.*s|", kind, (int)(finding->end - finding->start), text + finding->start));
    }
    return all.bytes;
}

static void test_finds_each_kind_in_its_place(void **state)
{
    struct desk desk;
    open_desk(&desk, *state, "de", &plain_field);
    assert_string_equal(found(&desk, ""), "");
    assert_string_equal(found(&desk, "Das ist ein Antrag."), "");
    assert_string_equal(found(&desk, "Das isst ein Antrak."), "s:isst|s:Antrak|");
    assert_string_equal(found(&desk, "Das ist.\nEin Antrag wird hier geprüft."), "passive:wird hier geprüft|s:hier|");
    assert_string_equal(found(&desk, "Bitte kommen Sie bzw. schreiben Sie."), "abbreviation:bzw|s:bzw|");
    assert_string_equal(found(&desk, "Das \u2067ist\u2069 ein\u200B Antrag\uFEFF. \uFFFD"), "i:\u2067|i:\u2069|i:\u200B|i:\uFEFF|i:\uFFFD|");
    assert_string_equal(found(&desk, "Ein Antrag im Weg 1, Ziebigk, Amt@amt.exampel, www.qqq.de https://qqq/rrr"), "");
    assert_string_equal(found(&desk, "Fristen"), ""); // of the glossary
    close_desk(&desk);
}

static void test_lines_of_a_body(void **state)
{
    struct desk desk;
    open_desk(&desk, *state, "de", &body_field);
    assert_string_equal(found(&desk, "# Mieete\n* erster Punkt\n*4. Punktt\n> offer " OFFER_ID "\n\\# Text\n"), "s:Mieete|s:Punktt|");
    assert_string_equal(found(&desk, "#Miete\n*Punkt\n>offer x\n* \n\\*Punkt\n*Punkt Miete\n*iv. Miete"), "b:#|b:*|b:>|s:offer|b:*|b:*|");
    close_desk(&desk);
    open_desk(&desk, *state, "de", &plain_field); // where these signs mean nothing
    assert_string_equal(found(&desk, "#Miete"), "");
    close_desk(&desk);
}

static void test_other_languages_have_no_rules_of_german(void **state)
{
    struct desk desk;
    open_desk(&desk, *state, "uk", &plain_field);
    assert_string_equal(found(&desk, "Це wird geprüft, bzw. Jobcenter, термін"), "");
    assert_string_equal(found(&desk, "Цe"), "s:Цe|"); // with a Latin e
    close_desk(&desk);
    open_desk(&desk, *state, "de-simple", &plain_field);
    assert_string_equal(found(&desk, "Das ist nicht ein Antrag."), "negation:nicht|");
    close_desk(&desk);
    open_desk(&desk, *state, "de", &own_field); // a text that is held to no rules
    assert_string_equal(found(&desk, "Ein Antrag wird geprüft."), "");
    close_desk(&desk);
    open_desk(&desk, *state, "ti", &plain_field); // without a dictionary
    assert_string_equal(found(&desk, "ሰላም qqq"), "");
    close_desk(&desk);
}

static void test_next_and_previous_go_round(void **state)
{
    struct desk desk;
    open_desk(&desk, *state, "de", &plain_field);
    assert_null(proof_beside(&desk.proof, 0, false));
    assert_null(proof_at(&desk.proof, 0));
    found(&desk, "qqq ist rrr, sss");
    assert_int_equal(proof_beside(&desk.proof, 0, false)->start, 8);
    assert_int_equal(proof_beside(&desk.proof, 8, false)->start, 13);
    assert_int_equal(proof_beside(&desk.proof, 13, false)->start, 0);
    assert_int_equal(proof_beside(&desk.proof, 13, true)->start, 8);
    assert_int_equal(proof_beside(&desk.proof, 0, true)->start, 13);
    assert_int_equal(proof_at(&desk.proof, 3)->start, 0);
    assert_null(proof_at(&desk.proof, 5));
    found(&desk, "Ein Antrag wird gepruft geprüft.");
    assert_int_equal(proof_at(&desk.proof, 18)->kind, PROOF_SPELLING); // the shortest
    assert_int_equal(proof_at(&desk.proof, 12)->kind, PROOF_RULE);
    close_desk(&desk);
}

static void test_words_of_the_glossary(void **state)
{
    struct desk desk;
    struct proof_term *terms;
    open_desk(&desk, *state, "uk", &plain_field);
    assert_int_equal(proof_terms(&desk.standard, &desk.arena, "Bitte beachten Sie die Fristen.", "Це строки", &terms), 1);
    assert_string_equal(terms[0].german, "Frist");
    assert_string_equal(terms[0].rendering, "термін");
    assert_true(terms[0].written);
    proof_terms(&desk.standard, &desk.arena, "Bitte beachten Sie die Fristen.", "Це", &terms);
    assert_false(terms[0].written);
    assert_int_equal(proof_terms(&desk.standard, &desk.arena, "Bitte.", "Це", &terms), 0);
    close_desk(&desk);
    open_desk(&desk, *state, "pl", &plain_field);
    assert_int_equal(proof_terms(&desk.standard, &desk.arena, "Frist!", "", &terms), 1);
    assert_null(terms[0].rendering);
    close_desk(&desk);
    open_desk(&desk, *state, "de", &plain_field);
    assert_int_equal(proof_terms(&desk.standard, &desk.arena, "Frist!", "Frist!", &terms), 1);
    assert_true(terms[0].written);
    close_desk(&desk);
}

// Whatever is written and taken away, anywhere: what is found is the same as in a text that is looked at for the first time.
static void test_changes_are_found_as_whole_texts_are(void **state)
{
    static const char *const words[] = {"Das ", "ist ", "qqq", "\n", ". ", "Antrag ", "wird ", "geprüft", "# ", "* ", "\u200B", "rrr ", "bzw. ", "ä"};
    struct desk desk, other;
    char text[9000] = "";
    uint32_t seed = 5;
    open_desk(&desk, *state, "de", &body_field);
    open_desk(&other, *state, "de", &body_field);
    for (int step = 0; step < 400; step++) {
        size_t length = strlen(text);
        seed = seed * 1664525 + 1013904223;
        size_t at = length == 0 ? 0 : (seed >> 8) % (length + 1);
        while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
        if (step % 5 == 4) { // takes away
            size_t end = at + (seed >> 4) % 40;
            end = end > length ? length : end;
            while (end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
                end++;
            memmove(text + at, text + end, length - end + 1);
        } else {
            const char *word = words[(seed >> 20) % (sizeof words / sizeof *words)];
            for (int copies = 0; copies < 1 + step % 7 && strlen(text) + 20 < sizeof text; copies++) {
                memmove(text + at + strlen(word), text + at, strlen(text) - at + 1);
                memcpy(text + at, word, strlen(word));
            }
        }
        const char *now = found(&desk, text);
        proof_look(&other.proof, "", 0);
        assert_string_equal(now, found(&other, text));
    }
    close_desk(&desk);
    close_desk(&other);
}

static double proof_cpu_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

// A letter in a long text, be it of many lines or of one, costs a part of what the whole text costs.
static void test_a_key_looks_at_a_part(void **state)
{
    static const char *const sentences[] = {"Das ist ein Antrag, bitte kommen Sie.\n", "Das ist ein Antrag, bitte kommen Sie. ",
                                            "Das ist ein Antrag bitte kommen Sie "};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct desk desk;
        char text[20100] = "";
        for (size_t at = 0; at < 20000; at += strlen(sentences[i]))
            strcpy(text + at, sentences[i]);
        open_desk(&desk, *state, "de", &plain_field);
        double begin = proof_cpu_ms();
        proof_look(&desk.proof, text, strlen(text));
        double whole = proof_cpu_ms() - begin;
        double keys = 0;
        for (int key = 0; key < 20; key++) {
            memmove(text + 9001, text + 9000, strlen(text) - 9000 + 1);
            text[9000] = 'x';
            begin = proof_cpu_ms();
            proof_look(&desk.proof, text, strlen(text));
            keys += proof_cpu_ms() - begin;
        }
        printf("20 kB: %.2f ms, a key in it: %.2f ms\n", whole, keys / 20);
        assert_true(keys / 20 < whole / 2);
        close_desk(&desk);
    }
}

static void test_a_lost_database(void **state)
{
    struct house *house = *state;
    struct proof_standard standard;
    fixture_run(house->editorial, "ALTER TABLE place RENAME TO elsewhere");
    assert_int_not_equal(proof_standard_read(&standard, house->editorial, language_by_tag("de"), &house->problem), STATUS_OK);
    proof_standard_free(&standard);
    fixture_run(house->editorial, "ALTER TABLE elsewhere RENAME TO place");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_each_kind_in_its_place),
        cmocka_unit_test(test_lines_of_a_body),
        cmocka_unit_test(test_other_languages_have_no_rules_of_german),
        cmocka_unit_test(test_next_and_previous_go_round),
        cmocka_unit_test(test_words_of_the_glossary),
        cmocka_unit_test(test_changes_are_found_as_whole_texts_are),
        cmocka_unit_test(test_a_key_looks_at_a_part),
        cmocka_unit_test(test_a_lost_database),
    };
    return cmocka_run_group_tests(tests, fill_house, close_house);
}
