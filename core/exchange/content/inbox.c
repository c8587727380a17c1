// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A file goes from the folder to taking/, and from there to done/ or refused/, by rename: wherever the program is ended, it is in one of
// them, and what is still in taking/ is taken again. It is read in taking/, where nobody else can put another one in its place.
#include "core/exchange/content/inbox.h"

#include "core/base/clock.h"
#include "core/base/sys.h"
#include "core/editorial/proposal.h"
#include "core/exchange/content/content.h"

#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUIET_SECONDS = 60, FILES_MAX = 500, NAME_KEPT = 80, NOTE_LINES = 60, PROBLEM_BYTES = 1600 };

// ---- one file -----------------------------------------------------------------------------------------------------

static void gather(void *context, json_t *record)
{
    json_array_append_new(context, record);
}

enum status inbox_propose(const struct inbox *inbox, const char *path, const char *proposer, struct inbox_result *result,
                          struct problem *problem)
{
    const struct change_author author = {.name = proposer, .reason = "", .now = inbox->now};
    struct proposal_counts counts = {0};
    record_use_memory();
    json_t *records = json_array();
    enum status status = content_read_records(path, inbox->sink, inbox->context, gather, records, problem);
    if (status == STATUS_OK)
        status = proposal_add_all(inbox->editorial, &author, records, inbox->dry_run, &counts, inbox->sink,
                                  inbox->context, problem);
    json_decref(records);
    if (status == STATUS_OK) {
        result->waiting += counts.waiting;
        result->same += counts.same;
    }
    return status;
}

// ---- moving -------------------------------------------------------------------------------------------------------

static const char *owner_of(struct arena *arena, const struct stat *about)
{
    const struct passwd *owner = getpwuid(about->st_uid);
    return owner == NULL ? arena_format(arena, "%lu", (unsigned long)about->st_uid) : arena_copy_text(arena, owner->pw_name);
}

// A name that no other file has, as two that are there have not one inode, and that neither a terminal nor a shell takes for more than
// a name: when, whose, which, and what is harmless of the name that it had.
static const char *safe_name(const struct inbox *inbox, struct arena *arena, const char *name, const struct stat *about)
{
    char stamp[CLOCK_STAMP_BYTES];
    clock_format_utc(inbox->now, stamp);
    char *safe = arena_format(arena, "%s_%s_%lu_%.*s", stamp, owner_of(arena, about), (unsigned long)about->st_ino, NAME_KEPT, name);
    for (char *at = safe; *at != '\0'; at++) {
        bool harmless = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || strchr("._-", *at) != NULL;
        *at = harmless ? *at : '_';
    }
    return safe;
}

static const char *beside(const struct inbox *inbox, struct arena *arena, const char *name)
{
    return arena_format(arena, "%s/%s", sys_folder_of(arena, inbox->folder), name);
}

static void leave(const struct inbox *inbox, struct inbox_result *result, const struct problem *problem)
{
    result->left++;
    inbox->sink(inbox->context, problem);
}

// A clock that was set back makes no file wait for ever.
static bool is_quiet(const struct inbox *inbox, const struct stat *about)
{
    int64_t age = inbox->now - (int64_t)about->st_ctime;
    return age >= QUIET_SECONDS || age < 0;
}

static enum status collect(const struct inbox *inbox, struct inbox_result *result, struct problem *problem)
{
    struct problem own;
    DIR *stream = opendir(inbox->folder);
    if (stream == NULL)
        return problem_set_errno(problem, inbox->folder, "open");
    size_t moved = 0;
    for (struct dirent *entry; moved < FILES_MAX && (entry = readdir(stream)) != NULL;) {
        struct arena arena = {0};
        struct stat about;
        const char *path = arena_format(&arena, "%s/%s", inbox->folder, entry->d_name);
        bool is_one = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && lstat(path, &about) == 0;
        if (is_one && is_quiet(inbox, &about)) {
            const char *safe = safe_name(inbox, &arena, entry->d_name, &about);
            moved++;
            if (sys_rename(path, arena_format(&arena, "%s/%s", beside(inbox, &arena, "taking"), safe)) != 0) {
                problem_set_errno(&own, safe, "take");
                leave(inbox, result, &own);
            }
        }
        arena_free(&arena);
    }
    closedir(stream);
    return STATUS_OK;
}

// ---- taking -------------------------------------------------------------------------------------------------------

// What is told to whoever asks why.
struct note {
    const struct inbox *inbox;
    struct arena arena;
    struct arena_text text;
    size_t lines;
};

static void write_down(void *context, const struct problem *problem)
{
    struct note *note = context;
    char line[PROBLEM_BYTES];
    problem_format(problem, line, sizeof line);
    if (note->lines++ < NOTE_LINES)
        arena_append(&note->arena, &note->text, arena_format(&note->arena, "%s\n", line));
    note->inbox->sink(note->inbox->context, problem);
}

// Whether it is a file that can be read, and whose.
static enum status look_at(struct arena *arena, const char *path, const char **owner, struct problem *problem)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return problem_set_errno(problem, path, "look at");
    *owner = owner_of(arena, &about);
    if (!S_ISREG(about.st_mode))
        return problem_set(problem, STATUS_INVALID, path, "send a file", "it is no file");
    if (access(path, R_OK) != 0)
        return problem_set(problem, STATUS_INVALID, path, "send it again, so that its group may read it", "it cannot be read");
    return STATUS_OK;
}

// The note first: a file in refused/ has one.
static enum status put_aside(const struct inbox *inbox, struct note *note, const char *path, const char *name, bool refused,
                             struct problem *problem)
{
    struct arena *arena = &note->arena;
    const char *to = arena_format(arena, "%s/%s", beside(inbox, arena, refused ? "refused" : "done"), name);
    enum status status = STATUS_OK;
    if (refused)
        status = sys_write_file(arena_format(arena, "%s.txt", to), note->text.bytes, note->text.length, 0640, problem);
    if (status == STATUS_OK && sys_rename(path, to) != 0)
        status = problem_set_errno(problem, name, "put aside");
    return status;
}

// What the system or the database cannot do is no fault of the file's: it stays.
static void take(const struct inbox *inbox, const char *name, struct inbox_result *result)
{
    struct problem problem;
    struct note note = {.inbox = inbox};
    struct inbox telling = *inbox;
    const char *owner = "";
    telling.sink = write_down;
    telling.context = &note;
    const char *path = arena_format(&note.arena, "%s/%s", beside(inbox, &note.arena, "taking"), name);
    enum status status = look_at(&note.arena, path, &owner, &problem);
    if (status == STATUS_OK)
        status = inbox_propose(&telling, path, owner, result, &problem);
    bool refused = status == STATUS_INVALID || status == STATUS_LIMIT || status == STATUS_UNSUPPORTED;
    if (refused)
        write_down(&note, &problem);
    if (status == STATUS_OK || refused)
        status = put_aside(inbox, &note, path, name, refused, &problem);
    if (status != STATUS_OK)
        leave(inbox, result, &problem);
    else
        *(refused ? &result->refused : &result->done) += 1;
    arena_free(&note.arena);
}

static enum status make_folders(const struct inbox *inbox, struct arena *arena, struct problem *problem)
{
    static const char *const names[] = {"taking", "done", "refused"};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof names / sizeof *names; i++)
        status = sys_make_folder(beside(inbox, arena, names[i]), problem);
    return status;
}

enum status inbox_take(const struct inbox *inbox, struct inbox_result *result, struct problem *problem)
{
    struct arena arena = {0};
    char **names;
    size_t count = 0;
    *result = (struct inbox_result){0};
    enum status status = make_folders(inbox, &arena, problem);
    if (status == STATUS_OK)
        status = collect(inbox, result, problem);
    if (status == STATUS_OK)
        status = sys_list_folder(&arena, beside(inbox, &arena, "taking"), "", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        take(inbox, names[i], result);
    if (status == STATUS_OK && result->left > 0)
        status = problem_set(problem, STATUS_IO, inbox->folder, "they are taken the next time", "%zu files are left", result->left);
    else if (status == STATUS_OK && result->refused > 0)
        status = problem_set(problem, STATUS_INVALID, beside(inbox, &arena, "refused"), "a note lies beside each; tell who sent it",
                             "%zu of %zu were refused", result->refused, result->refused + result->done);
    arena_free(&arena);
    return status;
}
