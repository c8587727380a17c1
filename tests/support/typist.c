// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/typist.h"

#include "core/database/database.h"
#include "core/desk/drafts.h"
#include "core/editorial/editorial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char language[] = "de";
static const char field[] = "description";

double typist_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void give_up(const struct typist *typist, const char *what, const char *found)
{
    fprintf(stderr, "typist: %s: %s: \"%s\"; typed \"%s\", saved \"%s\", saving \"%s\"\n", typist->person, what, found, typist->typed,
            typist->saved, typist->saving);
    abort();
}

// ---- typing -------------------------------------------------------------------------------------------------------

void typist_go_to_offer(struct typist *typist)
{
    struct pty *pty = typist->pty;
    pty_press(pty, "F9");
    pty_expect(pty, "Angebote");
    pty_press(pty, "'6'");
    pty_expect(pty, "Wörter, oder state:");
    pty_press(pty, arena_format(&typist->arena, "'%s'", typist->offer));
    pty_expect(pty, "1 von 1 ");
    pty_press(pty, "Enter");
    pty_expect(pty, "Beschreibung");
    pty_press(pty, "Tab*2");
}

void typist_begin_text(struct typist *typist)
{
    pty_press(typist->pty, "Ctrl+'a' Backspace");
    typist->texts++;
    typist->length = 0;
    typist->typed[0] = '\0';
}

// "Text 7: 0001 0002 ...": no two texts and no two places in one are alike.
static char next_character(const struct typist *typist)
{
    char head[32];
    size_t start = (size_t)snprintf(head, sizeof head, "Text %u: ", typist->texts);
    if (typist->length < start)
        return head[typist->length];
    char word[8];
    size_t place = typist->length - start;
    snprintf(word, sizeof word, "%04zu ", place / 5 % 10000);
    return word[place % 5];
}

void typist_key(struct typist *typist)
{
    if (typist->length + 1 == TYPIST_BYTES)
        give_up(typist, "writes too much", "");
    char character = next_character(typist);
    typist->typed_ms[typist->length] = typist_milliseconds();
    typist->typed[typist->length++] = character;
    typist->typed[typist->length] = '\0';
    pty_send(typist->pty, &character, 1);
}

const char *typist_word(const struct typist *typist)
{
    const char *blank = strrchr(typist->typed, ' ');
    return blank == NULL ? typist->typed : blank + 1;
}

void typist_ask_to_save(struct typist *typist)
{
    pty_press(typist->pty, "Ctrl+'s'");
    strcpy(typist->saving, typist->typed);
}

void typist_save(struct typist *typist)
{
    typist_ask_to_save(typist);
    pty_expect(typist->pty, "Gespeichert.");
    strcpy(typist->saved, typist->saving);
}

// ---- what is left -------------------------------------------------------------------------------------------------

static const char *words_of(struct typist *typist, const struct sheet *sheet)
{
    const char *words = sheet_words(sheet, language, field);
    return arena_copy_text(&typist->arena, words == NULL ? "" : words);
}

const char *typist_stored(struct typist *typist)
{
    sqlite3 *editorial;
    struct problem problem;
    struct sheet sheet = {0};
    if (database_open_reading(&editorial, typist->editorial, &editorial_format, &problem) != STATUS_OK ||
        sheet_open(&sheet, editorial, typist->thing, &problem) != STATUS_OK)
        give_up(typist, "cannot read what is saved", problem.why);
    const char *words = words_of(typist, &sheet);
    sheet_close(&sheet);
    database_close(&editorial);
    return words;
}

static const char *draft(struct typist *typist)
{
    struct drafts *drafts;
    struct problem problem;
    struct sheet sheet = {0};
    const char *words = NULL;
    if (drafts_open(&drafts, typist->editorial, &problem) != STATUS_OK)
        give_up(typist, "cannot read drafts", problem.why);
    if (drafts_read(drafts, typist->person, typist->thing, &sheet, &problem) == STATUS_OK)
        words = words_of(typist, &sheet);
    sheet_close(&sheet);
    drafts_close(&drafts);
    return words;
}

const char *typist_kept(struct typist *typist, long *keys)
{
    const char *words = draft(typist);
    words = words != NULL ? words : typist_stored(typist);
    size_t length = strlen(words);
    bool same = length <= typist->length && strncmp(words, typist->typed, length) == 0;
    *keys = same ? (long)length : -1;
    return words;
}

double typist_loss(struct typist *typist, double killed_ms)
{
    long keys;
    const char *stored = typist_stored(typist);
    if (strcmp(stored, typist->saved) != 0 && strcmp(stored, typist->saving) != 0)
        give_up(typist, "saved words are lost", stored);
    strcpy(typist->saved, stored);
    typist_kept(typist, &keys);
    if (typist->length == 0 || keys == (long)typist->length)
        return 0;
    return killed_ms - typist->typed_ms[keys < 0 ? 0 : keys];
}
