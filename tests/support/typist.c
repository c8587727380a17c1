// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/typist.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/desk/drafts.h"
#include "core/editorial/editorial.h"
#include "core/editorial/login.h"
#include "tests/support/program.h"

#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

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

// ---- who it is ----------------------------------------------------------------------------------------------------

// A line of a key, as sshd writes it: nobody has the other half of it.
static const char *authentication_of(struct arena *arena, const char *person)
{
    static const char head[] = "\0\0\0\013ssh-ed25519\0\0\0\040";
    unsigned char key[sizeof head - 1 + crypto_generichash_BYTES];
    char letters[2 * sizeof key];
    memcpy(key, head, sizeof head - 1);
    crypto_generichash(key + sizeof head - 1, crypto_generichash_BYTES, (const unsigned char *)person, strlen(person), NULL, 0);
    sodium_bin2base64(letters, sizeof letters, key, sizeof key, sodium_base64_VARIANT_ORIGINAL);
    return arena_format(arena, "publickey ssh-ed25519 %s\n", letters);
}

static void write_text(const char *path, const char *text)
{
    struct problem problem;
    if (sys_write_file(path, text, strlen(text), 0600, &problem) != STATUS_OK) {
        fprintf(stderr, "typist: %s: %s\n", problem.what, problem.why);
        abort();
    }
}

void typist_write_roster(const char *folder, const char *const *people)
{
    struct arena arena = {0};
    struct problem problem;
    const char *roster = "";
    for (; *people != NULL; people++) {
        const char *line = authentication_of(&arena, *people);
        const char *fingerprint;
        if (login_fingerprint(&arena, line, strlen(line), &fingerprint, &problem) != STATUS_OK)
            abort();
        write_text(arena_format(&arena, "%s/%s.auth", folder, *people), line);
        roster = arena_format(&arena, "%sperson = %s | %s | administrator\n", roster, fingerprint, *people);
    }
    write_text(arena_format(&arena, "%s/staff.conf", folder), roster);
    arena_free(&arena);
}

void typist_start(struct typist *typist, const char *folder)
{
    struct arena arena = {0};
    const char *const arguments[] = {"--editorial", typist->editorial, "--config", arena_format(&arena, "%s/staff.conf", folder), NULL};
    const char *const environment[] = {arena_format(&arena, "SSH_USER_AUTH=%s/%s.auth", folder, typist->person), NULL};
    typist->pty = pty_start(&(struct pty_options){.program = program_built(&arena, "kompass-staff"),
                                                  .arguments = arguments,
                                                  .environment = environment,
                                                  .rows = 24,
                                                  .columns = 80,
                                                  .without_ready = true});
    arena_free(&arena);
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
    pty_expect(pty, "1 von 1\n");
    pty_press(pty, "Enter");
    pty_expect(pty, "Kontakte");
    pty_press(pty, "Tab*7"); // the description
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

// Each write into the folder of the database is a reason to look again.
void typist_wait_kept(struct typist *typist, const char *words)
{
    struct arena arena = {0};
    char events[4096];
    int fd = inotify_init1(IN_CLOEXEC);
    struct pollfd written = {.fd = fd, .events = POLLIN};
    if (fd < 0 || inotify_add_watch(fd, sys_folder_of(&arena, typist->editorial), IN_MODIFY | IN_CREATE | IN_DELETE) < 0)
        give_up(typist, "cannot watch", typist->editorial);
    double deadline = typist_milliseconds() + PTY_PATIENCE_MS;
    const char *kept;
    while ((kept = draft(typist)) == NULL || strcmp(kept, words) != 0) {
        int left = (int)(deadline - typist_milliseconds());
        if (left <= 0 || poll(&written, 1, left) <= 0 || read(fd, events, sizeof events) <= 0)
            give_up(typist, "what was typed is not kept", kept == NULL ? "" : kept);
    }
    close(fd);
    arena_free(&arena);
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
