// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is wrong in the file gives nobody a right: a line that cannot be understood is as if it were not there.
#include "core/editorial/rights.h"

#include "core/base/memory.h"
#include "core/base/settings.h"
#include "core/language/language.h"
#include "core/model/record.h"
#include "core/text/accept.h"

#include <string.h>

enum { PARTS_MAX = 3, NAME_BYTES_MAX = 100 };

static const char *const names_of_roles[RIGHTS_ROLE_COUNT] = {"author", "translator", "reviewer", "publisher", "administrator"};

struct roster {
    struct arena arena;
    struct roster_line *lines;
    size_t count, capacity;
    int review_months[KIND_COUNT]; // 0: the file does not say
};

const char *rights_role_name(enum rights_role role)
{
    return names_of_roles[role];
}

// ---- what follows from roles --------------------------------------------------------------------------------------

static bool has(const struct rights *rights, enum rights_role role)
{
    return rights == NULL || (rights->roles & (1u << role | 1u << RIGHTS_ADMINISTRATOR)) != 0;
}

bool rights_include(const struct rights *rights, enum right right)
{
    switch (right) {
    case RIGHT_WRITE:
        return has(rights, RIGHTS_AUTHOR) || has(rights, RIGHTS_REVIEWER);
    case RIGHT_REVIEW:
        return has(rights, RIGHTS_REVIEWER);
    case RIGHT_PUBLISH:
        return has(rights, RIGHTS_PUBLISHER);
    case RIGHT_ADMINISTER:
        return has(rights, RIGHTS_ADMINISTRATOR);
    }
    return false;
}

bool rights_to_translate(const struct rights *rights, const char *language)
{
    bool named = has(rights, RIGHTS_REVIEWER);
    for (size_t i = 0; !named && has(rights, RIGHTS_TRANSLATOR) && i < rights->language_count; i++)
        named = strcmp(rights->languages[i], language) == 0;
    return named;
}

static bool is_read_anew(json_t *before, json_t *after)
{
    json_t *old = json_object_get(before, "reviewed_on");
    json_t *new = json_object_get(after, "reviewed_on");
    return new != NULL && (old == NULL || !json_equal(old, new));
}

bool rights_to_change(const struct rights *rights, const char *path, json_t *before, json_t *after)
{
    struct arena arena = {0};
    const char *language, *field;
    bool text = record_path_text(&arena, path, &language, &field);
    bool translator = text && rights_to_translate(rights, language);
    arena_free(&arena);
    return translator || (rights_include(rights, RIGHT_WRITE) && !(text && is_read_anew(before, after)));
}

// ---- a line -------------------------------------------------------------------------------------------------------

// Parts a text at a sign, each part without blanks around it; what comes after the last is in the last. How many there are.
static size_t split(char *text, char sign, char **parts, size_t most)
{
    static const char blanks[] = " \t";
    size_t count = 0;
    for (char *next = text; next != NULL && count < most; count++) {
        char *begin = next + strspn(next, blanks);
        char *end = count + 1 < most ? strchr(begin, sign) : NULL;
        next = end == NULL ? NULL : end + 1;
        end = end == NULL ? begin + strlen(begin) : end;
        while (end > begin && strchr(blanks, end[-1]) != NULL)
            end--;
        *end = '\0';
        parts[count] = begin;
    }
    return count;
}

static enum status take_languages(struct roster *roster, char *words, struct rights *rights, struct problem *problem)
{
    const char *languages[LANGUAGE_TABLE_MAX];
    for (char *tag; (tag = strsep(&words, " \t")) != NULL;) {
        const struct language *language = tag[0] == '\0' ? NULL : language_by_tag(tag);
        if (tag[0] == '\0')
            continue;
        if (language == NULL)
            return problem_set(problem, STATUS_INVALID, tag, "write its tag: en, ar, uk, de-simple …",
                               "%s is no language that is known here", tag);
        if (rights->language_count < LANGUAGE_TABLE_MAX)
            languages[rights->language_count++] = language->tag;
    }
    if (rights->language_count == 0)
        return problem_set(problem, STATUS_INVALID, "translator", "write translator and tags of languages: translator uk ru",
                           "no language is named for the translator");
    const char **kept = arena_allocate(&roster->arena, rights->language_count, sizeof *kept);
    memcpy(kept, languages, rights->language_count * sizeof *kept);
    rights->languages = kept;
    return STATUS_OK;
}

// One role with what belongs to it: "translator uk ru".
static enum status take_role(struct roster *roster, char *text, struct rights *rights, struct problem *problem)
{
    char *words = text;
    const char *name = strsep(&words, " \t");
    int role = 0;
    while (role < RIGHTS_ROLE_COUNT && strcmp(names_of_roles[role], name) != 0)
        role++;
    if (role == RIGHTS_ROLE_COUNT)
        return problem_set(problem, STATUS_INVALID, name,
                           "write author, translator with languages, reviewer, publisher or administrator, with commas between",
                           "%s is no role", name[0] == '\0' ? "an empty word" : name);
    rights->roles |= 1u << role;
    if (role == RIGHTS_TRANSLATOR && rights->languages == NULL)
        return take_languages(roster, words == NULL ? text + strlen(text) : words, rights, problem);
    if (words != NULL)
        return problem_set(problem, STATUS_INVALID, name, "put commas between roles", "\"%s\" behind %s is not understood", words, name);
    return STATUS_OK;
}

static enum status take_roles(struct roster *roster, char *text, struct rights *rights, struct problem *problem)
{
    char *parts[RIGHTS_ROLE_COUNT];
    size_t count = split(text, ',', parts, RIGHTS_ROLE_COUNT);
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = take_role(roster, parts[i], rights, problem);
    return status;
}

// Whether one word is among others, with blanks between them.
static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

static enum status tell_twice(struct problem *problem, const char *what)
{
    return problem_set(problem, STATUS_INVALID, what, "keep one of the two lines", "%s is in a line further up already", what);
}

// By whom or what one line is meant: logins and keys, brought to one form.
static enum status take_who(struct roster *roster, char *text, const char **who, struct problem *problem)
{
    struct arena_text words = {0};
    for (char *word; (word = strsep(&text, " \t")) != NULL;) {
        if (word[0] == '\0')
            continue;
        if (word[0] == '@')
            return problem_set(problem, STATUS_INVALID, word, "write a line group = UNIX GROUP | ROLES", "%s is no login", word);
        if (strchr(word, ':') != NULL && !login_is_fingerprint(word))
            return problem_set(problem, STATUS_INVALID, word, "write SHA256: and 43 letters, as `ssh-keygen -l -f KEY.pub` prints them",
                               "%s is no fingerprint of a key", word);
        for (size_t i = 0; i < roster->count; i++) {
            if (has_word(roster->lines[i].who, word))
                return tell_twice(problem, word);
        }
        arena_append(&roster->arena, &words, words.length > 0 ? " " : "");
        arena_append(&roster->arena, &words, word);
    }
    *who = words.bytes;
    return *who != NULL ? STATUS_OK
                        : problem_set(problem, STATUS_INVALID, "person", "write a login or the fingerprint of a key first",
                                      "nobody is named");
}

static enum status take_name(struct roster *roster, const char *text, const char **name, struct problem *problem)
{
    char *accepted;
    struct problem ignored;
    if (text[0] == '\0' || strlen(text) > NAME_BYTES_MAX ||
        text_accept(&roster->arena, text, strlen(text), "", &accepted, &ignored) != STATUS_OK)
        return problem_set(problem, STATUS_INVALID, "person", "write the name of a person between the two signs |",
                           "the name is empty, longer than %d bytes, or has signs that cannot be shown", NAME_BYTES_MAX);
    for (size_t i = 0; i < roster->count; i++) {
        if (roster->lines[i].rights.name != NULL && strcmp(roster->lines[i].rights.name, accepted) == 0)
            return tell_twice(problem, accepted);
    }
    *name = accepted;
    return STATUS_OK;
}

static void add(struct roster *roster, const struct roster_line *line)
{
    roster->lines = arena_grow(&roster->arena, roster->lines, roster->count, &roster->capacity, sizeof *roster->lines);
    roster->lines[roster->count++] = *line;
}

static enum status take_person(void *target, const char *value, struct problem *problem)
{
    struct roster *roster = target;
    struct roster_line line = {0};
    char *parts[PARTS_MAX];
    if (split(arena_copy_text(&roster->arena, value), '|', parts, PARTS_MAX) != PARTS_MAX)
        return problem_set(problem, STATUS_INVALID, "person", "write person = LOGIN or KEY | NAME | ROLES", "a part is missing");
    enum status status = take_who(roster, parts[0], &line.who, problem);
    if (status == STATUS_OK)
        status = take_name(roster, parts[1], &line.rights.name, problem);
    if (status == STATUS_OK)
        status = take_roles(roster, parts[2], &line.rights, problem);
    if (status == STATUS_OK)
        add(roster, &line);
    return status;
}

static enum status take_group(void *target, const char *value, struct problem *problem)
{
    struct roster *roster = target;
    struct roster_line line = {0};
    char *parts[2];
    if (split(arena_copy_text(&roster->arena, value), '|', parts, 2) != 2 || parts[0][0] == '\0' ||
        strpbrk(parts[0], " \t") != NULL)
        return problem_set(problem, STATUS_INVALID, "group", "write group = UNIX GROUP | ROLES", "a part is missing or no name of a group");
    line.who = arena_format(&roster->arena, "@%s", parts[0]);
    for (size_t i = 0; i < roster->count; i++) {
        if (strcmp(roster->lines[i].who, line.who) == 0)
            return tell_twice(problem, parts[0]);
    }
    enum status status = take_roles(roster, parts[1], &line.rights, problem);
    if (status == STATUS_OK)
        add(roster, &line);
    return status;
}

// "offer 6": a kind and months.
static enum status take_review(void *target, const char *value, struct problem *problem)
{
    struct roster *roster = target;
    char *parts[2];
    int months = 0;
    size_t count = split(arena_copy_text(&roster->arena, value), ' ', parts, 2);
    enum kind kind = model_kind_of(parts[0]);
    if (kind == KIND_NONE || !model_kind(kind)->sourced)
        return problem_set(problem, STATUS_INVALID, parts[0], "write a kind such as offer, article, event or emergency",
                           "%s is no kind of thing that has a source", parts[0]);
    if (roster->review_months[kind] > 0)
        return tell_twice(problem, parts[0]);
    if (count == 2 && strspn(parts[1], "0123456789") == strlen(parts[1]) && strlen(parts[1]) <= 3) {
        for (const char *digit = parts[1]; *digit != '\0'; digit++)
            months = 10 * months + *digit - '0';
    }
    if (months < 1 || months > ROSTER_REVIEW_MONTHS_MAX)
        return problem_set(problem, STATUS_INVALID, parts[0], "write review = KIND MONTHS, for example review = offer 6",
                           "the months are no number from 1 to %d", ROSTER_REVIEW_MONTHS_MAX);
    roster->review_months[kind] = months;
    return STATUS_OK;
}

// ---- the file -----------------------------------------------------------------------------------------------------

static enum status find_administrator(const struct roster *roster, const char *path, problem_sink *sink, void *context)
{
    struct problem problem;
    for (size_t i = 0; i < roster->count; i++) {
        if (has(&roster->lines[i].rights, RIGHTS_ADMINISTRATOR))
            return STATUS_OK;
    }
    enum status status = problem_set(&problem, STATUS_INVALID, path, "write one: person = LOGIN | NAME | administrator",
                                     "nobody in it is an administrator");
    sink(context, &problem);
    return status;
}

enum status roster_read(struct roster **roster, const char *path, problem_sink *sink, void *context)
{
    static const struct setting known[] = {{"person", take_person, true}, {"group", take_group, true}, {"review", take_review, true}};
    *roster = memory_allocate(1, sizeof **roster);
    enum status status = settings_read(path, known, sizeof known / sizeof *known, *roster, sink, context);
    if (status != STATUS_OK && (*roster)->count == 0)
        return status; // that nobody is in it is said already
    enum status found = find_administrator(*roster, path, sink, context);
    return status != STATUS_OK ? status : found;
}

void roster_free(struct roster **roster)
{
    if (*roster == NULL)
        return;
    arena_free(&(*roster)->arena);
    memory_free(roster);
}

const struct roster_line *roster_lines(const struct roster *roster, size_t *count)
{
    *count = roster->count;
    return roster->lines;
}

int roster_review_months(const struct roster *roster, enum kind kind)
{
    if (roster != NULL && roster->review_months[kind] > 0)
        return roster->review_months[kind];
    return kind == KIND_OFFER ? ROSTER_REVIEW_MONTHS_OFFER : ROSTER_REVIEW_MONTHS;
}

// ---- somebody -----------------------------------------------------------------------------------------------------

static const struct roster_line *find(const struct roster *roster, const char *word)
{
    for (size_t i = 0; word != NULL && word[0] != '\0' && i < roster->count; i++) {
        if (has_word(roster->lines[i].who, word))
            return &roster->lines[i];
    }
    return NULL;
}

static void add_rights(struct roster *roster, struct rights *rights, const struct rights *more)
{
    size_t count = rights->language_count + more->language_count;
    const char **languages = arena_allocate(&roster->arena, count + 1, sizeof *languages);
    for (size_t i = 0; i < count; i++)
        languages[i] = i < rights->language_count ? rights->languages[i] : more->languages[i - rights->language_count];
    rights->roles |= more->roles;
    rights->languages = languages;
    rights->language_count = count;
}

// A name of a person in the file is his alone: somebody whose login is the same has no rights by a group.
static bool is_taken(const struct roster *roster, const char *name)
{
    bool taken = false;
    for (size_t i = 0; i < roster->count; i++)
        taken = taken || (roster->lines[i].rights.name != NULL && strcmp(roster->lines[i].rights.name, name) == 0);
    return taken;
}

struct rights rights_of(struct roster *roster, const struct login *login)
{
    const struct roster_line *line = find(roster, login->fingerprint);
    struct rights rights = {.name = arena_copy_text(&roster->arena, login->user)};
    if (line == NULL && login->user[0] != '@')
        line = find(roster, login->user);
    if (line != NULL)
        return line->rights;
    for (size_t i = 0; i < login->group_count && !is_taken(roster, login->user); i++) {
        line = find(roster, arena_format(&roster->arena, "@%s", login->groups[i]));
        if (line != NULL)
            add_rights(roster, &rights, &line->rights);
    }
    return rights;
}
