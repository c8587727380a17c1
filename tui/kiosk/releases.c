// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A catalog file never changes, so a newer one is opened beside the one that is shown, and the pages are loaded again
// from it in one turn of the loop.
#include "tui/kiosk/releases.h"

#include "core/base/log.h"
#include "core/base/sys.h"
#include "core/follow/adopted.h"
#include "core/follow/state.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SECONDS_PER_DAY = 86400 };

static void log_refused(void *context, const struct problem *problem)
{
    (void)context;
    log_problem(LOG_LEVEL_ERROR, problem);
}

// Tells what is passed over, and remembers whether that is only because this program is too old.
struct passing {
    struct releases *releases;
    problem_sink *sink;
    void *context;
};

static void pass_over(void *context, const struct problem *problem)
{
    const struct passing *passing = context;
    passing->releases->newer = passing->releases->newer || problem->status == STATUS_UNSUPPORTED;
    passing->sink(passing->context, problem);
}

// What is remembered; empty when there is nothing.
static struct sync_state remembered(const char *path)
{
    struct sync_state state;
    struct problem ignored;
    state_read(&state, path, &ignored); // empties it when it fails
    return state;
}

// The folder that is followed.
static struct adopted_place followed(const struct releases *releases)
{
    return (struct adopted_place){releases->folder, releases->state_path, releases->city};
}

// Opens the newest one of the place for the kiosk to show.
static enum status show_newest(struct kiosk *kiosk, const struct adopted_place *place, problem_sink *sink, void *context,
                               struct problem *problem)
{
    struct releases *releases = &kiosk->releases;
    releases->shown_folder = arena_copy_text(&releases->arena, place->folder);
    releases->shown_state = arena_copy_text(&releases->arena, place->state);
    enum adopted_bytes bytes;
    return adopted_open(&kiosk->catalog, place, releases->hurried ? NULL : &bytes, sink, context, problem);
}

bool releases_prove(struct kiosk *kiosk, problem_sink *sink, void *context)
{
    struct releases *releases = &kiosk->releases;
    bool unproven = releases->hurried && kiosk->catalog != NULL && releases->shown_folder != NULL;
    releases->hurried = false;
    if (!unproven)
        return true;
    struct problem changed;
    const struct adopted_place place = {releases->shown_folder, releases->shown_state, releases->city};
    if (adopted_compare(&place, catalog_release(kiosk->catalog)->number, &changed) != ADOPTED_CHANGED)
        return true;
    sink(context, &changed);
    catalog_close(&kiosk->catalog);
    return false;
}

// Until when the catalog shown holds: what its publisher said last, if a sync has heard it.
static void see_expiry(struct kiosk *kiosk)
{
    struct releases *releases = &kiosk->releases;
    const struct catalog_release *release = catalog_release(kiosk->catalog);
    const struct sync_state state = remembered(releases->state_path);
    const struct local_time *made = &release->created_date;
    releases->expires = (clock_day_number(made->year, made->month, made->day) + RELEASES_DAYS) * SECONDS_PER_DAY;
    if (releases->number > 0 && state.release == releases->number)
        clock_parse_utc(state.expires, &releases->expires);
    if (clock_utc_seconds() >= releases->expires)
        log_message(LOG_LEVEL_WARNING, "release %ld of %s is past its expiry; readers are told", release->number,
                    release->city);
}

// A catalog has come: its city may keep another time, and it holds until another day.
static void see_catalog(struct kiosk *kiosk)
{
    struct problem problem;
    if (clock_set_zone(catalog_release(kiosk->catalog)->zone, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_ERROR, &problem);
    see_expiry(kiosk);
}

bool releases_outdated(const struct kiosk *kiosk, const struct tick *tick)
{
    int64_t today = clock_day_number(tick->now.year, tick->now.month, tick->now.day);
    return kiosk->catalog != NULL && (kiosk->releases.newer || today * SECONDS_PER_DAY >= kiosk->releases.expires);
}

// Whether what is not there would be one catalog, by its name, rather than a folder of them.
static bool is_file_name(const char *path)
{
    size_t length = strlen(path);
    return length > strlen(".db") && strcmp(path + length - strlen(".db"), ".db") == 0;
}

// The nearest folder above the path that is there.
static const char *standing_above(struct arena *arena, const char *path)
{
    const char *above = sys_folder_of(arena, path);
    while (!sys_is_folder(above) && strcmp(above, sys_folder_of(arena, above)) != 0)
        above = sys_folder_of(arena, above);
    return above;
}

static bool add_watch(int watch, const char *path, uint32_t mask)
{
    return inotify_add_watch(watch, path, mask | IN_MASK_ADD | IN_ONLYDIR) >= 0;
}

// Watches the folder for what comes and goes, that of the state for what is said of it, and what is above the folder for
// the folder itself: it may come later, and be replaced. To be called again whenever something has come; what is watched
// already stays so.
static void watch_places(struct releases *releases)
{
    struct arena arena = {0};
    struct problem problem;
    const char *above = NULL;
    bool watched = true;
    // Whatever comes after it was looked for and before it was watched, is looked for once more.
    for (const char *seen = NULL; seen == NULL || strcmp(seen, above) != 0;) {
        seen = standing_above(&arena, releases->folder);
        watched = add_watch(releases->watch, seen, IN_CREATE | IN_MOVED_TO);
        above = standing_above(&arena, releases->folder);
    }
    if (sys_is_folder(releases->folder))
        watched = add_watch(releases->watch, releases->folder, IN_MOVED_TO | IN_DELETE) && watched;
    if (!add_watch(releases->watch, sys_folder_of(&arena, releases->state_path), IN_MOVED_TO) && errno != ENOENT)
        watched = false;
    if (!watched) {
        problem_set_errno(&problem, releases->folder, "watch");
        log_problem(LOG_LEVEL_WARNING, &problem);
    }
    arena_free(&arena);
}

void releases_follow(struct kiosk *kiosk, const char *folder)
{
    struct releases *releases = &kiosk->releases;
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    releases->folder = arena_copy(&releases->arena, folder, length);
    releases->state_path =
        state_path(&releases->arena, folder, releases->state_path[0] == '\0' ? NULL : releases->state_path);
    if (releases->watch < 0)
        releases->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch_places(releases);
}

enum status releases_open(struct kiosk *kiosk, const char *folder_or_file, problem_sink *sink, void *context,
                          struct problem *problem)
{
    struct releases *releases = &kiosk->releases;
    enum status status;
    if (sys_is_folder(folder_or_file)) {
        releases_follow(kiosk, folder_or_file); // before looking, so that nothing comes unseen
        const struct adopted_place place = followed(releases);
        releases->newer = false;
        status = show_newest(kiosk, &place, pass_over, &(struct passing){releases, sink, context}, problem);
        releases->number = status == STATUS_OK ? catalog_release(kiosk->catalog)->number : 0;
        if (status == STATUS_OK)
            see_catalog(kiosk);
    } else {
        if (access(folder_or_file, F_OK) != 0 && !is_file_name(folder_or_file))
            releases_follow(kiosk, folder_or_file);
        status = releases_open_default(kiosk, folder_or_file, sink, context, problem);
    }
    return status;
}

enum status releases_open_default(struct kiosk *kiosk, const char *folder_or_file, problem_sink *sink, void *context,
                                  struct problem *problem)
{
    struct arena arena = {0};
    const struct adopted_place place = {folder_or_file, state_path(&arena, folder_or_file, NULL), kiosk->releases.city};
    enum status status;
    if (sys_is_folder(folder_or_file)) {
        status = show_newest(kiosk, &place, sink, context, problem);
    } else {
        kiosk->releases.shown_folder = NULL;
        status = catalog_open(&kiosk->catalog, folder_or_file, problem);
        if (status == STATUS_OK && !adopted_is_of_city(&place, kiosk->catalog, problem)) {
            status = problem->status;
            catalog_close(&kiosk->catalog);
        }
    }
    if (status == STATUS_OK)
        see_catalog(kiosk);
    arena_free(&arena);
    return status;
}

void releases_close(struct releases *releases)
{
    catalog_close(&releases->candidate);
    if (releases->watch >= 0)
        close(releases->watch);
    arena_free(&releases->arena);
}

void releases_take(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    struct releases *releases = &kiosk->releases;
    if (releases->candidate == NULL)
        return;
    catalog_close(&kiosk->catalog);
    kiosk->catalog = releases->candidate;
    kiosk->holidays = NULL; // they are the other's
    releases->candidate = NULL;
    releases->number = catalog_release(kiosk->catalog)->number;
    log_message(LOG_LEVEL_INFO, "release %ld is shown", releases->number);
    see_catalog(kiosk);
}

// Whether an offer of the visitor's pages is not in the candidate: what it says may harm, so it must not be read on.
static bool misses_an_offer(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    bool misses = false;
    for (size_t i = 0; i < loop->stack.depth && !misses; i++) {
        const struct page *page = loop->stack.pages[i];
        struct arena arena = {0};
        struct catalog_offer offer;
        struct problem ignored;
        if (page->screen == &screen_offer || page->screen == &screen_card)
            misses = catalog_offer(kiosk->releases.candidate, &arena, &kiosk->reader, page->argument.id, &offer,
                                   &ignored) != STATUS_OK;
        arena_free(&arena);
    }
    return misses;
}

// Empties the watch; what has happened is seen by looking.
static void drain(int watch)
{
    char events[4096];
    while (read(watch, events, sizeof events) > 0)
        continue;
}

// Another publisher, begun with anew, may have a release of the same number.
static bool is_shown(const struct kiosk *kiosk, const struct catalog *newest)
{
    const struct catalog_release *release = catalog_release(newest);
    return release->number == kiosk->releases.number && kiosk->catalog != NULL &&
           strcmp(release->created, catalog_release(kiosk->catalog)->created) == 0;
}

void releases_notice(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    struct releases *releases = &kiosk->releases;
    struct catalog *newest;
    enum adopted_bytes bytes;
    struct problem problem;
    drain(releases->watch);
    watch_places(releases);
    catalog_close(&releases->candidate); // an earlier one, or the same once more
    const struct adopted_place place = followed(releases);
    releases->newer = false;
    if (adopted_open(&newest, &place, &bytes, pass_over, &(struct passing){releases, log_refused, NULL}, &problem) == STATUS_OK) {
        releases->candidate = newest;
        if (is_shown(kiosk, newest))
            catalog_close(&releases->candidate);
    }
    if (releases->candidate != NULL && (!loop->view.program->visiting(loop) || misses_an_offer(loop)))
        releases_take(loop);
    else if (kiosk->catalog != NULL)
        see_expiry(kiosk);
}
