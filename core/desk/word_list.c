// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Two who add at one time take turns by a lock on a file of its own: the list itself becomes another file with each word.
#include "core/desk/word_list.h"

#include "core/base/sys.h"
#include "core/text/accept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOR_ALL = 0660 }; // who shares the folder, whatever mask he has who made a file

static const char *path_of(struct arena *arena, const char *editorial_path, const char *name)
{
    return arena_format(arena, "%s/%s", sys_folder_of(arena, editorial_path), name);
}

// As it is in the file; "" when there is none.
static enum status read_bytes(struct arena *arena, const char *path, char **bytes, struct problem *problem)
{
    size_t size;
    *bytes = arena_copy_text(arena, "");
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return STATUS_OK;
    return sys_read_file(arena, path, WORD_LIST_BYTES_MAX, bytes, &size, problem);
}

enum status word_list_read(struct arena *arena, const char *editorial_path, const char **words, struct problem *problem)
{
    char *bytes, *accepted;
    struct arena_text all = {0};
    struct problem ignored;
    arena_append(arena, &all, "");
    enum status status = read_bytes(arena, path_of(arena, editorial_path, "words.txt"), &bytes, problem);
    for (char *rest = bytes, *line; status == STATUS_OK && (line = strsep(&rest, "\n")) != NULL;) {
        if (line[0] == '\0' || line[0] == '#' || text_accept(arena, line, strlen(line), "word", &accepted, &ignored) != STATUS_OK)
            continue;
        arena_append(arena, &all, accepted);
        arena_append(arena, &all, "\n");
    }
    *words = all.bytes;
    return status;
}

// Whether the words, a line each, have it.
static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at++)
        if ((at == words || at[-1] == '\n') && (at[length] == '\n' || at[length] == '\0'))
            return true;
    return false;
}

static enum status check_word(const char *word, struct problem *problem)
{
    struct arena arena = {0};
    char *accepted;
    enum status status = text_accept(&arena, word, strlen(word), "word", &accepted, problem);
    bool single = word[0] != '\0' && word[0] != '#' && strpbrk(word, " \n") == NULL && strlen(word) <= WORD_LIST_WORD_BYTES;
    if (status == STATUS_OK && (!single || strcmp(accepted, word) != 0))
        status = problem_set(problem, STATUS_INVALID, "word", "add one word at a time", "it is no single word");
    arena_free(&arena);
    return status;
}

static enum status add_locked(struct arena *arena, const char *path, const char *word, struct problem *problem)
{
    char *bytes;
    enum status status = read_bytes(arena, path, &bytes, problem);
    if (status != STATUS_OK || has_word(bytes, word))
        return status;
    bool whole = bytes[0] == '\0' || bytes[strlen(bytes) - 1] == '\n';
    const char *all = arena_format(arena, "%s%s%s\n", bytes, whole ? "" : "\n", word);
    if (strlen(all) > WORD_LIST_BYTES_MAX)
        return problem_set(problem, STATUS_LIMIT, path, "take out what is not needed", "the list of words is full");
    enum status written = sys_write_file(path, all, strlen(all), FOR_ALL, problem);
    if (written == STATUS_OK)
        chmod(path, FOR_ALL);
    return written;
}

enum status word_list_add(const char *editorial_path, const char *word, struct problem *problem)
{
    struct arena arena = {0};
    const char *path = path_of(&arena, editorial_path, "words.txt");
    const char *lock_path = path_of(&arena, editorial_path, "words.lock");
    enum status status = check_word(word, problem);
    // To be read only: whoever made it may have left others no more.
    int lock = status == STATUS_OK ? sys_open(lock_path, O_RDONLY | O_CREAT | O_CLOEXEC, FOR_ALL) : -1;
    if (lock >= 0)
        fchmod(lock, FOR_ALL);
    if (status == STATUS_OK && lock < 0)
        status = problem_set_errno(problem, lock_path, "open");
    if (status == STATUS_OK && flock(lock, LOCK_EX | LOCK_NB) != 0)
        status = problem_set(problem, STATUS_IO, path, "try again", "somebody else is adding a word just now");
    if (status == STATUS_OK) {
        sys_remove_unfinished(path);
        status = add_locked(&arena, path, word, problem);
    }
    if (lock >= 0)
        sys_close(lock);
    arena_free(&arena);
    return status;
}
