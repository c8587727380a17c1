// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The words of the values are also those of files that people write, so they stay as they are; those who read the kiosk see
// messages. Districts have no list: each town has its own, and a table names those that make a difference in it.
#include "core/paths/condition.h"

#include "core/language/language.h"

#include <assert.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { WORD_BYTES_MAX = 100 };

static const char *const whom[] = {"me", "child", "young", "older", "disabled", "other"};
static const char *const status[] = {"asylum", "protected", "tolerated", "eu", "permit", "none"};
static const char *const times[] = {"morning", "afternoon", "evening", "weekend"};

static const struct {
    const char *name;
    const char *const *words; // NULL: made
    size_t count;
    const char *own; // the word for what the offer states; NULL: it states nothing of that
} questions[PATH_QUESTIONS] = {
    [PATH_WHOM] = {"whom", whom, COUNT_OF(whom), NULL},
    [PATH_STATUS] = {"status", status, COUNT_OF(status), NULL},
    [PATH_AGE] = {"age", NULL, PATH_AGES + 1, NULL},
    [PATH_DISTRICT] = {"district", NULL, 0, NULL},
    [PATH_LANGUAGE] = {"language", NULL, 0, "spoken"},
    [PATH_TIME] = {"time", times, COUNT_OF(times), "open"},
};

static_assert((int)LANGUAGE_TABLE_MAX <= (int)PATH_VALUES_MAX, "each language has its bit");

const char *path_question_name(enum path_question question)
{
    return questions[question].name;
}

enum path_question path_question_of(const char *name)
{
    int question = 0;
    while (question < PATH_QUESTIONS && strcmp(questions[question].name, name) != 0)
        question++;
    return (enum path_question)question;
}

path_values path_values_up_to(size_t count)
{
    return count >= PATH_VALUES_MAX ? UINT64_MAX : ((path_values)1 << count) - 1;
}

size_t path_value_count(enum path_question question, const struct path_districts *districts)
{
    size_t count = questions[question].count;
    if (question == PATH_LANGUAGE)
        language_table(&count);
    return question == PATH_DISTRICT ? districts->count + 1 : count;
}

const char *path_value_word(struct arena *arena, enum path_question question, const struct path_districts *districts, size_t value)
{
    size_t count;
    if (question == PATH_LANGUAGE)
        return language_table(&count)[value].tag;
    if (question == PATH_DISTRICT)
        return value < districts->count ? districts->names[value] : NULL;
    if (question == PATH_AGE)
        return value < PATH_AGES ? arena_format(arena, "%zu", value) : "none";
    return questions[question].words[value];
}

// ---- reading ------------------------------------------------------------------------------------------------------

struct condition_reader {
    struct arena *arena;
    enum path_question question;
    struct path_districts *districts;
    const char *why, *mend;
};

static bool refuse(struct condition_reader *reader, const char *why, const char *mend)
{
    reader->why = why;
    reader->mend = mend;
    return false;
}

static const char *all_words(struct condition_reader *reader)
{
    struct arena_text text = {0};
    if (reader->question == PATH_AGE)
        return "write a year of age from 0 to 17, a span such as 3..6, <3 or >=14, or none for no children";
    if (reader->question == PATH_DISTRICT)
        return "write the names of districts, with commas between them";
    arena_append(reader->arena, &text, "choose of:");
    size_t count = path_value_count(reader->question, reader->districts);
    for (size_t i = 0; i < count; i++) {
        arena_append(reader->arena, &text, " ");
        arena_append(reader->arena, &text, path_value_word(reader->arena, reader->question, reader->districts, i));
    }
    if (questions[reader->question].own != NULL)
        arena_append(reader->arena, &text, arena_format(reader->arena, ", or %s", questions[reader->question].own));
    return text.bytes;
}

// Reads a year of age and goes on behind it; -1 when none is there.
static int read_age(const char **at)
{
    int age = -1;
    for (; **at >= '0' && **at <= '9' && age < PATH_AGES; (*at)++)
        age = (age < 0 ? 0 : age * 10) + (**at - '0');
    return age < PATH_AGES ? age : -1;
}

static path_values ages(int first, int last)
{
    path_values values = 0;
    for (int age = first; age <= last; age++)
        values |= (path_values)1 << age;
    return values;
}

// "3", "3..6", "<3", "<=6", ">2", ">=14"; 0 when it is none of them.
static path_values read_ages(const char *word)
{
    char compared = word[0] == '<' || word[0] == '>' ? word[0] : '\0';
    const char *at = word + (compared != '\0');
    bool equal = compared != '\0' && *at == '=';
    at += equal;
    int first = read_age(&at);
    int last = first;
    if (first < 0)
        return 0;
    if (compared == '<') {
        last = equal ? first : first - 1;
        first = 0;
    } else if (compared == '>') {
        first = equal ? first : first + 1;
        last = PATH_AGES - 1;
    } else if (strncmp(at, "..", 2) == 0) {
        at += 2;
        last = read_age(&at);
    }
    return *at == '\0' ? ages(first, last) : 0;
}

static bool read_district(struct condition_reader *reader, const char *word, path_values *values)
{
    struct path_districts *districts = reader->districts;
    size_t i = 0;
    while (i < districts->count && strcmp(districts->names[i], word) != 0)
        i++;
    if (i == PATH_DISTRICTS_MAX)
        return refuse(reader, "names more districts than a table may", "leave out those that make no difference");
    if (i == districts->count)
        districts->names[districts->count++] = arena_copy_text(reader->arena, word);
    *values |= (path_values)1 << i;
    return true;
}

static bool read_word(struct condition_reader *reader, const char *word, path_values *values)
{
    if (reader->question == PATH_DISTRICT)
        return read_district(reader, word, values);
    path_values found = reader->question == PATH_AGE ? read_ages(word) : 0;
    size_t count = path_value_count(reader->question, reader->districts);
    for (size_t i = 0; found == 0 && i < count; i++)
        if (strcmp(path_value_word(reader->arena, reader->question, reader->districts, i), word) == 0)
            found = (path_values)1 << i;
    if (found == 0)
        return refuse(reader, arena_format(reader->arena, "\"%s\" is no answer to \"%s\"", word, questions[reader->question].name),
                      all_words(reader));
    *values |= found;
    return true;
}

// A list of words between commas.
static bool read_words(struct condition_reader *reader, const char *text, size_t length, path_values *values)
{
    const char *end = text + length;
    while (text <= end) {
        const char *comma = memchr(text, ',', (size_t)(end - text));
        const char *last = comma == NULL ? end : comma;
        const char *first = text;
        while (first < last && *first == ' ')
            first++;
        while (last > first && last[-1] == ' ')
            last--;
        if (first == last || last - first > WORD_BYTES_MAX)
            return refuse(reader, first == last ? "has an answer that is empty" : "has an answer that is too long",
                          all_words(reader));
        if (!read_word(reader, arena_copy(reader->arena, first, (size_t)(last - first)), values))
            return false;
        text = comma == NULL ? end + 1 : comma + 1;
    }
    return true;
}

static bool read_condition(struct condition_reader *reader, const char *text, struct path_condition *condition)
{
    static const char not[] = "not(";
    size_t length = strlen(text);
    const char *own = questions[reader->question].own;
    *condition = (struct path_condition){.matters = strcmp(text, "-") != 0};
    if (!condition->matters)
        return true;
    condition->own = own != NULL && strcmp(text, own) == 0;
    if (condition->own)
        return true;
    bool negated = strncmp(text, not, strlen(not)) == 0;
    if (negated && text[length - 1] != ')')
        return refuse(reader, "has no closing bracket", "write not(a, b)");
    if (!(negated ? read_words(reader, text + strlen(not), length - strlen(not) - 1, &condition->values)
                  : read_words(reader, text, length, &condition->values)))
        return false;
    // Of districts there are always others; a name that comes in a later row is one of them.
    path_values all = reader->question == PATH_DISTRICT ? UINT64_MAX : path_values_up_to(path_value_count(reader->question, NULL));
    condition->values = negated ? all & ~condition->values : condition->values;
    if (condition->values == 0)
        return refuse(reader, "is met by no answer", "leave out the row, or one of the answers");
    if (condition->values == all)
        return refuse(reader, "is met by every answer", "write - for what does not matter");
    return true;
}

bool path_condition_read(struct arena *arena, enum path_question question, struct path_districts *districts, const char *text,
                         struct path_condition *condition, const char **why, const char **mend)
{
    struct condition_reader reader = {.arena = arena, .question = question, .districts = districts};
    bool read = read_condition(&reader, text, condition);
    *why = reader.why;
    *mend = reader.mend;
    return read;
}
