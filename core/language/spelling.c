// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every word is asked for once. What the other process says is taken as the answer to what was asked and nothing else, as it is
// hunspell that reads the words there.
#include "core/language/spelling.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/edit/boundary.h"
#include "core/language/speller.h"
#include "core/text/accept.h"
#include "core/text/fold.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unistd.h>
#include <unistr.h>

enum {
    FIRST_PLACES = 1024,
    CAPITALS_MAX = 6, // letters of a short word: BAMF, WBS
    ORDER_BYTES = 1024,
    WAIT_MS = 20000,  // for a dictionary, in tests
};

// A word as it is asked for.
struct spelled_word {
    const char *text;
    enum spelling_verdict verdict;
};

// What waits to be sent, in order.
struct spelling_order {
    enum speller_kind kind;
    const char *text; // a line, at most ORDER_BYTES
    struct spelling_order *next;
};

struct spelling {
    pid_t child;
    int channel;
    int silence[2]; // a pipe into which nobody writes: the channel becomes it when the process has ended
    char *folder; // owned
    uint32_t generation;
    unsigned long news;
    enum spelling_state state;
    // All below is of the open dictionary.
    const struct language *language;
    struct arena arena;
    struct spelled_word **places; // open addressing; a power of two; owned
    size_t place_count, word_count;
    struct spelling_order *first, *last;
    bool added;                   // words that what is wrong may be compounded of
    size_t pending;
    const char *suggested;        // the word that suggestions were asked for last
    const char *suggestions[SPELLER_SUGGESTIONS];
    size_t suggestion_count;
    bool is_suggested;            // they are there
};

// ---- the process --------------------------------------------------------------------------------------------------

static enum status give_up(const int silence[2], const char *doing, struct problem *problem)
{
    enum status status = problem_set_errno(problem, "spelling", doing);
    close(silence[0]);
    close(silence[1]);
    return status;
}

enum status spelling_start(struct spelling **spelling, const char *folder, struct problem *problem)
{
    int channels[2], silence[2];
    pid_t self = getpid();
    *spelling = NULL;
    if (pipe2(silence, O_CLOEXEC) != 0)
        return problem_set_errno(problem, "spelling", "open a pipe");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels) != 0)
        return give_up(silence, "open a channel", problem);
    pid_t child = fork();
    if (child == 0)
        speller_serve(channels[1], self, folder);
    int error = errno;
    close(channels[1]);
    if (child < 0) {
        close(channels[0]);
        errno = error;
        return give_up(silence, "start a process", problem);
    }
    *spelling = memory_allocate(1, sizeof **spelling);
    **spelling = (struct spelling){.child = child, .channel = channels[0], .silence = {silence[0], silence[1]},
                                   .folder = memory_copy_text(folder)};
    return STATUS_OK;
}

static void forget(struct spelling *spelling)
{
    memory_free(&spelling->places);
    arena_free(&spelling->arena);
    spelling->place_count = spelling->word_count = spelling->pending = spelling->suggestion_count = 0;
    spelling->first = spelling->last = NULL;
    spelling->language = NULL;
    spelling->suggested = NULL;
    spelling->is_suggested = spelling->added = false;
}

// The process keeps nothing that could be lost. Whoever watches the descriptor hears nothing any more.
static void lose_child(struct spelling *spelling)
{
    dup2(spelling->silence[0], spelling->channel);
    kill(spelling->child, SIGKILL);
    while (waitpid(spelling->child, NULL, 0) < 0 && errno == EINTR)
        continue;
    forget(spelling);
    spelling->state = SPELLING_ENDED;
    spelling->news++;
}

void spelling_end(struct spelling **spelling)
{
    if (*spelling == NULL)
        return;
    if ((*spelling)->state != SPELLING_ENDED)
        lose_child(*spelling);
    close((*spelling)->channel);
    close((*spelling)->silence[0]);
    close((*spelling)->silence[1]);
    memory_free(&(*spelling)->folder);
    memory_free(spelling);
}

int spelling_descriptor(const struct spelling *spelling)
{
    return spelling == NULL ? -1 : spelling->channel;
}

enum spelling_state spelling_state(const struct spelling *spelling)
{
    return spelling == NULL ? SPELLING_ENDED : spelling->state;
}

size_t spelling_pending(const struct spelling *spelling)
{
    return spelling == NULL ? 0 : spelling->pending;
}

// ---- sending ------------------------------------------------------------------------------------------------------

static void order(struct spelling *spelling, enum speller_kind kind, const char *text)
{
    struct spelling_order *new = arena_allocate(&spelling->arena, 1, sizeof *new);
    *new = (struct spelling_order){.kind = kind, .text = text};
    if (spelling->last == NULL)
        spelling->first = new;
    else
        spelling->last->next = new;
    spelling->last = new;
}

// Fills the packet with orders of one kind from the first on; the one behind them. Words go many at once.
static struct spelling_order *fill(const struct spelling *spelling, struct speller_packet *packet, size_t *size)
{
    struct spelling_order *at = spelling->first;
    bool many = at->kind == SPELLER_WORDS || at->kind == SPELLER_ADD;
    packet->kind = at->kind;
    packet->generation = spelling->generation;
    *size = 0;
    size_t answer = 0;
    do {
        size_t length = strlen(at->text);
        if (*size > 0 && answer + length + sizeof "+\n" > sizeof packet->text)
            break;
        answer += length + sizeof "+\n" - 1;
        memcpy(packet->text + *size, at->text, length);
        packet->text[*size + length] = '\n';
        *size += length + 1;
        at = at->next;
    } while (many && at != NULL && at->kind == spelling->first->kind);
    return at;
}

// What was wrong may be compounded of the new words.
static void ask_again(struct spelling *spelling)
{
    spelling->added = false;
    for (size_t i = 0; i < spelling->place_count; i++) {
        struct spelled_word *word = spelling->places[i];
        if (word == NULL || word->verdict != SPELLING_WRONG)
            continue;
        word->verdict = SPELLING_UNKNOWN;
        order(spelling, SPELLER_WORDS, word->text);
        spelling->pending++;
    }
}

void spelling_send(struct spelling *spelling)
{
    struct speller_packet packet;
    size_t size;
    if (spelling == NULL || spelling->state == SPELLING_ENDED)
        return;
    if (spelling->added)
        ask_again(spelling);
    while (spelling->first != NULL) {
        struct spelling_order *behind = fill(spelling, &packet, &size);
        ssize_t sent = send(spelling->channel, &packet, offsetof(struct speller_packet, text) + size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR && errno != ENOBUFS) {
            lose_child(spelling);
            return;
        }
        if (sent < 0)
            return;
        spelling->first = behind;
        if (behind == NULL)
            spelling->last = NULL;
    }
}

// ---- opening ------------------------------------------------------------------------------------------------------

// Nouns that take most endings and compounds of their language.
static const char *example_of(const struct language *language)
{
    return strncmp(language->tag, "de", 2) == 0 ? "Büro" : "";
}

// The dictionary's path without its ending, in the arena; NULL: none is installed.
static const char *find_dictionary(struct spelling *spelling, const struct language *language)
{
    char likely[ULOC_FULLNAME_CAPACITY], region[ULOC_COUNTRY_CAPACITY] = "";
    UErrorCode error = U_ZERO_ERROR;
    struct problem problem;
    char **names;
    size_t count;
    size_t length = strcspn(language->tag, "-");
    const char *chosen = NULL;
    const char *tag = arena_copy(&spelling->arena, language->tag, length);
    uloc_addLikelySubtags(tag, likely, sizeof likely, &error);
    uloc_getCountry(likely, region, sizeof region, &error);
    const char *wanted = arena_format(&spelling->arena, "%s_%s.aff", tag, region);
    if (sys_list_folder(&spelling->arena, spelling->folder, ".aff", &names, &count, &problem) != STATUS_OK)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_of_language = strncmp(names[i], tag, length) == 0 && (names[i][length] == '_' || names[i][length] == '.');
        if (is_of_language && (chosen == NULL || strcmp(names[i], wanted) == 0))
            chosen = names[i];
    }
    if (chosen == NULL)
        return NULL;
    const char *path = arena_format(&spelling->arena, "%s/%.*s", spelling->folder, (int)(strlen(chosen) - strlen(".aff")), chosen);
    return strlen(path) + SPELLER_WORD_BYTES < ORDER_BYTES ? path : NULL;
}

void spelling_open(struct spelling *spelling, const struct language *language)
{
    if (spelling == NULL || spelling->state == SPELLING_ENDED)
        return;
    forget(spelling);
    spelling->generation++;
    spelling->language = language;
    const char *path = find_dictionary(spelling, language);
    spelling->state = path == NULL ? SPELLING_NONE : SPELLING_OPENING;
    if (path == NULL)
        order(spelling, SPELLER_CLOSE, "");
    else
        order(spelling, SPELLER_OPEN, arena_format(&spelling->arena, "%s\n%s", path, example_of(language)));
    spelling_send(spelling);
}

void spelling_close(struct spelling *spelling)
{
    if (spelling == NULL || spelling->state == SPELLING_ENDED || spelling->state == SPELLING_CLOSED)
        return;
    forget(spelling);
    spelling->generation++;
    spelling->state = SPELLING_CLOSED;
    order(spelling, SPELLER_CLOSE, "");
    spelling_send(spelling);
    forget(spelling);
}

// ---- words --------------------------------------------------------------------------------------------------------

static uint32_t hash_of(const char *word)
{
    uint32_t hash = 2166136261U; // FNV-1a
    for (; *word != '\0'; word++)
        hash = (hash ^ (unsigned char)*word) * 16777619U;
    return hash;
}

static struct spelled_word **place_of(const struct spelling *spelling, const char *word)
{
    size_t place = hash_of(word) & (spelling->place_count - 1);
    while (spelling->places[place] != NULL && strcmp(spelling->places[place]->text, word) != 0)
        place = (place + 1) & (spelling->place_count - 1);
    return &spelling->places[place];
}

static void make_room(struct spelling *spelling)
{
    if (spelling->word_count * 2 < spelling->place_count)
        return;
    struct spelled_word **before = spelling->places;
    size_t count = spelling->place_count;
    spelling->place_count = count == 0 ? FIRST_PLACES : 2 * count;
    spelling->places = memory_allocate(spelling->place_count, sizeof *spelling->places);
    for (size_t i = 0; i < count; i++)
        if (before[i] != NULL)
            *place_of(spelling, before[i]->text) = before[i];
    memory_free(&before);
}

// The word in its place, new ones as unknown.
static struct spelled_word *remember(struct spelling *spelling, const char *word)
{
    make_room(spelling);
    struct spelled_word **place = place_of(spelling, word);
    if (*place == NULL) {
        *place = arena_allocate(&spelling->arena, 1, sizeof **place);
        (*place)->text = arena_copy_text(&spelling->arena, word);
        spelling->word_count++;
    }
    return *place;
}

// What is only the look of a word is taken away: where it may be parted, how it was stretched, which apostrophe it has, what nobody
// sees, and the signs by which German means everybody. In the arena.
static const char *plain_form(struct arena *arena, const char *word, size_t length)
{
    static const struct {
        const char *sign, *instead;
    } looks[] = {{"\u00AD", ""}, {"\u00B7", ""}, {"\u2027", ""}, {"\u0640", ""}, {"\u2019", "'"}, {"\u02BC", "'"}, {"\u061C", ""}, {"\u200B", ""},
               {"\u200E", ""}, {"\u200F", ""}, {"\u2060", ""}, {"\u2066", ""}, {"\u2067", ""}, {"\u2068", ""}, {"\u2069", ""}, {"\uFEFF", ""}};
    struct arena_text plain = {0};
    const char *copy = arena_copy(arena, word, length);
    const char *without = text_without_gender(arena, copy);
    arena_append(arena, &plain, "");
    for (const char *at = without == NULL ? copy : without; *at != '\0';) {
        size_t i = 0;
        while (i < sizeof looks / sizeof *looks && strncmp(at, looks[i].sign, strlen(looks[i].sign)) != 0)
            i++;
        bool is_look = i < sizeof looks / sizeof *looks;
        arena_append(arena, &plain, is_look ? looks[i].instead : (const char[]){*at, '\0'});
        at += is_look ? strlen(looks[i].sign) : 1;
    }
    return plain.bytes;
}

// Whether a word can be looked up: more than one letter, some of the language's script, no digit, and no short word of capitals, as
// offices are called.
static bool is_looked_at(const struct language *language, const char *word)
{
    size_t letters = 0, capitals = 0, own = 0;
    ucs4_t character;
    for (const uint8_t *at = (const uint8_t *)word; (at = u8_next(&character, at)) != NULL;) {
        UErrorCode error = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)character, &error);
        if (u_isdigit((UChar32)character) || character == '.')
            return false;
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
            continue;
        own += strcmp(uscript_getShortName(script), language->script) == 0;
        letters += u_isalpha((UChar32)character);
        capitals += u_isUUppercase((UChar32)character);
    }
    return letters > 1 && own > 0 && !(capitals == letters && letters <= CAPITALS_MAX) && strlen(word) < SPELLER_WORD_BYTES;
}

static struct spelled_word *ask(struct spelling *spelling, const char *word)
{
    size_t known = spelling->word_count;
    struct spelled_word *asked = remember(spelling, word);
    if (spelling->word_count > known) {
        order(spelling, SPELLER_WORDS, asked->text);
        spelling->pending++;
    }
    return asked;
}

// The longer part of a word with an apostrophe, in the arena: the other one is an article or an ending. NULL: it has none.
static const char *beside_apostrophe(struct arena *arena, const char *word)
{
    const char *sign = strchr(word, '\'');
    if (sign == NULL)
        return NULL;
    size_t before = (size_t)(sign - word);
    return before >= strlen(sign + 1) ? arena_copy(arena, word, before) : arena_copy_text(arena, sign + 1);
}

enum spelling_verdict spelling_check(struct spelling *spelling, const char *word, size_t length)
{
    if (spelling == NULL || (spelling->state != SPELLING_READY && spelling->state != SPELLING_OPENING))
        return SPELLING_RIGHT;
    struct arena scratch = {0};
    const char *plain = plain_form(&scratch, word, length);
    enum spelling_verdict verdict = SPELLING_RIGHT;
    if (is_looked_at(spelling->language, plain)) {
        verdict = ask(spelling, plain)->verdict;
        const char *part = verdict == SPELLING_WRONG ? beside_apostrophe(&scratch, plain) : NULL;
        if (part != NULL && is_looked_at(spelling->language, part))
            verdict = ask(spelling, part)->verdict;
    }
    arena_free(&scratch);
    return verdict;
}

void spelling_add(struct spelling *spelling, const char *text)
{
    if (spelling == NULL || spelling->language == NULL)
        return;
    struct arena scratch = {0};
    struct boundary_word *words;
    size_t count = boundary_words(&scratch, text, strlen(text), &words);
    for (size_t i = 0; i < count; i++) {
        const char *plain = plain_form(&scratch, text + words[i].start, words[i].end - words[i].start);
        if (!is_looked_at(spelling->language, plain))
            continue;
        struct spelled_word *word = remember(spelling, plain);
        if (word->verdict == SPELLING_RIGHT)
            continue;
        word->verdict = SPELLING_RIGHT;
        spelling->news++;
        order(spelling, SPELLER_ADD, word->text);
        spelling->added = true;
    }
    arena_free(&scratch);
}

bool spelling_suggest(struct spelling *spelling, const char *word, size_t length, const char *const **suggestions, size_t *count)
{
    *count = 0;
    if (spelling == NULL || spelling->state != SPELLING_READY)
        return true;
    struct arena scratch = {0};
    const char *plain = plain_form(&scratch, word, length);
    bool same = spelling->suggested != NULL && strcmp(spelling->suggested, plain) == 0;
    if (!same) {
        spelling->suggested = arena_copy_text(&spelling->arena, plain);
        spelling->is_suggested = strlen(plain) >= SPELLER_WORD_BYTES;
        spelling->suggestion_count = 0;
        if (!spelling->is_suggested)
            order(spelling, SPELLER_SUGGEST, spelling->suggested);
        spelling_send(spelling);
    }
    arena_free(&scratch);
    *suggestions = spelling->suggestions;
    *count = spelling->suggestion_count;
    return spelling->is_suggested;
}

// ---- answers ------------------------------------------------------------------------------------------------------

static bool take_verdict(struct spelling *spelling, const char *line)
{
    if ((line[0] != '+' && line[0] != '-') || spelling->place_count == 0)
        return false;
    struct spelled_word *word = *place_of(spelling, line + 1);
    if (word == NULL || word->verdict != SPELLING_UNKNOWN)
        return false;
    word->verdict = line[0] == '+' ? SPELLING_RIGHT : SPELLING_WRONG;
    return true;
}

static bool take_suggestions(struct spelling *spelling, char *text)
{
    const char *word = strsep(&text, "\n");
    if (spelling->suggested == NULL || spelling->is_suggested || word == NULL || strcmp(word, spelling->suggested) != 0)
        return false;
    spelling->is_suggested = true;
    for (const char *line; (line = strsep(&text, "\n")) != NULL && spelling->suggestion_count < SPELLER_SUGGESTIONS;) {
        const char *shown = text_clean(&spelling->arena, line, strlen(line));
        if (shown[0] != '\0')
            spelling->suggestions[spelling->suggestion_count++] = shown;
    }
    return true;
}

static bool take(struct spelling *spelling, struct speller_packet *packet)
{
    bool news = false;
    if (packet->generation != spelling->generation)
        return false;
    switch (packet->kind) {
    case SPELLER_OPEN:
        spelling->state = packet->text[0] == '1' ? SPELLING_READY : SPELLING_NONE;
        return true;
    case SPELLER_WORDS:
        for (char *rest = packet->text, *line; (line = strsep(&rest, "\n")) != NULL;) {
            news = take_verdict(spelling, line) || news;
            spelling->pending -= line[0] != '\0' && spelling->pending > 0;
        }
        return news;
    case SPELLER_SUGGEST:
        return take_suggestions(spelling, packet->text);
    default:
        return false;
    }
}

void spelling_read(struct spelling *spelling)
{
    struct speller_packet packet;
    size_t head = offsetof(struct speller_packet, text);
    while (spelling != NULL && spelling->state != SPELLING_ENDED) {
        ssize_t got = recv(spelling->channel, &packet, sizeof packet - 1, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        if (got <= 0) {
            lose_child(spelling);
            return;
        }
        if (got < (ssize_t)head)
            continue;
        packet.text[(size_t)got - head] = '\0';
        spelling->news += take(spelling, &packet);
    }
    spelling_send(spelling);
}

unsigned long spelling_news(const struct spelling *spelling)
{
    return spelling == NULL ? 0 : spelling->news;
}

void spelling_wait(struct spelling *spelling)
{
    while (spelling != NULL && spelling->state != SPELLING_ENDED &&
           (spelling->pending > 0 || spelling->state == SPELLING_OPENING || (spelling->suggested != NULL && !spelling->is_suggested))) {
        struct pollfd answers = {.fd = spelling->channel, .events = POLLIN};
        spelling_send(spelling);
        if (poll(&answers, 1, WAIT_MS) <= 0)
            lose_child(spelling);
        spelling_read(spelling);
    }
}
