// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A dictionary takes a tenth to more than half a second to open and up to 40 MB, and a suggestion up to a quarter of a second: more than
// a person who types may be made to wait, and more than the program itself. Both go away with the dictionary.
#include "core/language/speller.h"

#include "core/base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <hunspell/hunspell.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unistd.h>

enum { CHANNEL = 3 };

struct speller {
    int channel;
    Hunhandle *dictionary;  // NULL: none is open
    UConverter *encoding;   // of it; NULL: UTF-8
    char example[SPELLER_WORD_BYTES];
    struct speller_packet asked, answer;
    size_t answered; // bytes in answer.text
};

// ---- encodings ----------------------------------------------------------------------------------------------------

// The word as the dictionary writes it; false when it cannot.
static bool encode(const struct speller *speller, const char *word, char *encoded, int32_t size)
{
    UErrorCode error = U_ZERO_ERROR;
    if (speller->encoding == NULL)
        return snprintf(encoded, (size_t)size, "%s", word) < size;
    UChar units[SPELLER_WORD_BYTES];
    int32_t length;
    u_strFromUTF8(units, SPELLER_WORD_BYTES, &length, word, -1, &error);
    ucnv_resetFromUnicode(speller->encoding);
    ucnv_fromUChars(speller->encoding, encoded, size, units, length, &error);
    return error == U_ZERO_ERROR;
}

// What the dictionary writes, in UTF-8; false when it is nothing that can be shown.
static bool decode(const struct speller *speller, const char *encoded, char *word, int32_t size)
{
    UErrorCode error = U_ZERO_ERROR;
    if (speller->encoding == NULL)
        return snprintf(word, (size_t)size, "%s", encoded) < size;
    UChar units[SPELLER_WORD_BYTES];
    ucnv_resetToUnicode(speller->encoding);
    int32_t length = ucnv_toUChars(speller->encoding, units, SPELLER_WORD_BYTES, encoded, -1, &error);
    u_strToUTF8(word, size, NULL, units, length, &error);
    return error == U_ZERO_ERROR;
}

// ---- answers ------------------------------------------------------------------------------------------------------

static void add_line(struct speller *speller, const char *mark, const char *text)
{
    size_t room = sizeof speller->answer.text - speller->answered;
    int taken = snprintf(speller->answer.text + speller->answered, room, "%s%s\n", mark, text);
    if (taken > 0 && (size_t)taken < room)
        speller->answered += (size_t)taken;
}

static void send_answer(struct speller *speller)
{
    speller->answer.kind = speller->asked.kind;
    speller->answer.generation = speller->asked.generation;
    send(speller->channel, &speller->answer, offsetof(struct speller_packet, text) + speller->answered, MSG_NOSIGNAL);
}

// ---- deeds --------------------------------------------------------------------------------------------------------

static void close_dictionary(struct speller *speller)
{
    if (speller->dictionary != NULL)
        Hunspell_destroy(speller->dictionary);
    if (speller->encoding != NULL)
        ucnv_close(speller->encoding);
    speller->dictionary = NULL;
    speller->encoding = NULL;
    malloc_trim(0); // hundreds of thousands of words lay there one by one
}

// Other encodings than UTF-8 tell what they cannot write.
static bool open_encoding(struct speller *speller)
{
    UErrorCode error = U_ZERO_ERROR;
    const char *name = Hunspell_get_dic_encoding(speller->dictionary);
    if (strcmp(name, "UTF-8") == 0)
        return true;
    speller->encoding = ucnv_open(name, &error);
    if (U_SUCCESS(error))
        ucnv_setFromUCallBack(speller->encoding, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    return U_SUCCESS(error);
}

static void open_dictionary(struct speller *speller)
{
    char affixes[SPELLER_BYTES_MAX + sizeof ".aff"], words[SPELLER_BYTES_MAX + sizeof ".dic"];
    char *rest = speller->asked.text;
    const char *path = strsep(&rest, "\n");
    const char *example = strsep(&rest, "\n");
    close_dictionary(speller);
    snprintf(affixes, sizeof affixes, "%s.aff", path);
    snprintf(words, sizeof words, "%s.dic", path);
    bool readable = access(affixes, R_OK) == 0 && access(words, R_OK) == 0; // hunspell itself opens as if they were empty
    if (readable)
        speller->dictionary = Hunspell_create(affixes, words);
    speller->example[0] = '\0';
    if (readable && !open_encoding(speller)) {
        close_dictionary(speller);
        readable = false;
    }
    if (readable && example != NULL)
        encode(speller, example, speller->example, sizeof speller->example);
    add_line(speller, readable ? "1" : "0", "");
}

static void add_word(struct speller *speller, const char *word)
{
    char encoded[SPELLER_WORD_BYTES];
    if (speller->dictionary == NULL || !encode(speller, word, encoded, sizeof encoded))
        return;
    if (speller->example[0] == '\0' || Hunspell_add_with_affix(speller->dictionary, encoded, speller->example) != 0)
        Hunspell_add(speller->dictionary, encoded);
}

static void judge_word(struct speller *speller, const char *word)
{
    char encoded[SPELLER_WORD_BYTES];
    bool right = speller->dictionary == NULL ||
                 (encode(speller, word, encoded, sizeof encoded) && Hunspell_spell(speller->dictionary, encoded) != 0);
    add_line(speller, right ? "+" : "-", word);
}

static void suggest(struct speller *speller, const char *word)
{
    char encoded[SPELLER_WORD_BYTES], meant[2 * SPELLER_WORD_BYTES];
    char **list = NULL;
    int count = 0;
    add_line(speller, "", word);
    if (speller->dictionary != NULL && encode(speller, word, encoded, sizeof encoded))
        count = Hunspell_suggest(speller->dictionary, &list, encoded);
    for (int i = 0; i < count && i < SPELLER_SUGGESTIONS; i++)
        if (decode(speller, list[i], meant, sizeof meant))
            add_line(speller, "", meant);
    if (count > 0)
        Hunspell_free_list(speller->dictionary, &list, count);
}

static void each_word(struct speller *speller, void (*deed)(struct speller *, const char *))
{
    char *rest = speller->asked.text;
    for (const char *word; (word = strsep(&rest, "\n")) != NULL;)
        if (word[0] != '\0')
            deed(speller, word);
}

static void work(struct speller *speller)
{
    speller->answered = 0;
    switch (speller->asked.kind) {
    case SPELLER_OPEN:
        open_dictionary(speller);
        break;
    case SPELLER_CLOSE:
        close_dictionary(speller);
        return;
    case SPELLER_ADD:
        each_word(speller, add_word);
        break;
    case SPELLER_WORDS:
        each_word(speller, judge_word);
        break;
    case SPELLER_SUGGEST:
        each_word(speller, suggest);
        break;
    default:
        return;
    }
    send_answer(speller);
}

// What the dictionary complains about would stand on the screen of whoever writes.
static bool keep_quiet(void)
{
    int nowhere = open("/dev/null", O_RDWR);
    return nowhere >= 0 && dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 && dup2(nowhere, STDERR_FILENO) >= 0;
}

_Noreturn void speller_serve(int channel, pid_t parent, const char *folder)
{
    static struct speller speller = {.channel = CHANNEL};
    struct problem ignored; // a kernel that lacks a part of it is no reason not to look at words
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || !keep_quiet() || dup2(channel, CHANNEL) < 0)
        _exit(EXIT_FAILURE);
    close_range(CHANNEL + 1, UINT_MAX, 0);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    sandbox_enter(&(struct sandbox){.readable = (const char *const[]){folder, NULL}}, &ignored);
    for (;;) {
        size_t head = offsetof(struct speller_packet, text);
        ssize_t got = recv(CHANNEL, &speller.asked, sizeof speller.asked - 1, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            _exit(EXIT_SUCCESS);
        if (got < (ssize_t)head)
            continue;
        speller.asked.text[(size_t)got - head] = '\0';
        work(&speller);
    }
}
