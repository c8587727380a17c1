// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The core speaks English, for operators and logs. Of what its checks find, those are known here that somebody meets who writes with
// this program; all others are said in the core's own words.
#include "tui/staff/problem_words.h"

#include "core/model/model.h"

#include <string.h>

// ---- the system ---------------------------------------------------------------------------------------------------

static enum staff_message sentence_of(const struct problem *problem)
{
    static const enum staff_message causes[] = {
        [PROBLEM_OTHER] = MESSAGE_PROBLEM_SYSTEM, [PROBLEM_BUSY] = MESSAGE_PROBLEM_BUSY,
        [PROBLEM_FULL] = MESSAGE_PROBLEM_FULL,    [PROBLEM_DENIED] = MESSAGE_PROBLEM_DENIED,
    };
    switch (problem->status) {
    case STATUS_NOT_FOUND:
        return MESSAGE_PROBLEM_GONE;
    case STATUS_UNSUPPORTED:
        return MESSAGE_PROBLEM_OTHER_VERSION;
    case STATUS_CORRUPT:
        return MESSAGE_PROBLEM_DAMAGED;
    case STATUS_UNTRUSTED:
        return MESSAGE_PROBLEM_UNTRUSTED;
    case STATUS_LIMIT:
        return MESSAGE_PROBLEM_LIMIT;
    case STATUS_OK:
    case STATUS_INVALID:
    case STATUS_IO:
        break;
    }
    return causes[problem->cause];
}

const char *problem_words(struct arena *arena, const struct view *view, const struct problem *problem)
{
    if (problem->status == STATUS_INVALID)
        return problem_fault_words(arena, view, problem);
    return arena_format(arena, "%s (%s)", staff_text(view, sentence_of(problem)), problem->why);
}

// ---- content ------------------------------------------------------------------------------------------------------

// By how the core's words begin: a detail may stand behind them.
static const struct {
    const char *why;
    enum staff_message text;
} faults[] = {
    {"is missing", MESSAGE_MISSING},
    {"is empty", MESSAGE_MISSING},
    {"is too long", MESSAGE_WRONG_LONG},
    {"has more than one line", MESSAGE_WRONG_LINES},
    {"is no day that exists", MESSAGE_NO_DATE},
    {"is no date that exists", MESSAGE_WRONG_DATE_OF_SOURCE},
    {"is no time that exists", MESSAGE_WRONG_TIME},
    {"is no whole number", MESSAGE_WRONG_NUMBER},
    {"is no number", MESSAGE_WRONG_NUMBER},
    {"is there twice", MESSAGE_WRONG_TWICE},
    {"is that of another thing", MESSAGE_WRONG_TAKEN},
    {"is no address of a web page", MESSAGE_WRONG_ADDRESS},
    {"has a link to what cannot be opened", MESSAGE_WRONG_LINK},
    {"has a link that leads nowhere", MESSAGE_WRONG_LINK},
    {"leads to no", MESSAGE_WRONG_CHOICE},
    {"is none of the values that it may have", MESSAGE_WRONG_CHOICE},
    {"has a value that is none of those there are", MESSAGE_WRONG_CHOICE},
    {"is translated from a German text that is not there", MESSAGE_WRONG_NO_GERMAN},
    {"has no German", MESSAGE_FAULT_NO_GERMAN},
    {"has a text of several lines where there is room for one", MESSAGE_WRONG_LINES},
    {"has a text of more than", MESSAGE_WRONG_LONG},
    {"has no source that can be looked up", MESSAGE_FAULT_NO_SOURCE},
    {"does not say how sure", MESSAGE_FAULT_UNSURE},
    {"is not a date", MESSAGE_WRONG_DATE_OF_SOURCE},
    {"stands under no topic", MESSAGE_FAULT_NO_TOPIC},
    {"repeats an offer that is a duplicate itself", MESSAGE_FAULT_DUPLICATE},
    {"has a contact without number and address", MESSAGE_FAULT_EMPTY_CONTACT},
    {"has opening hours that cannot be", MESSAGE_FAULT_HOURS},
    {"ends before it begins", MESSAGE_CLOSURE_BACKWARDS},
    {"holds every year and lasts for a year or more", MESSAGE_CLOSURE_LONG},
    {"begins before another one of the same has ended", MESSAGE_FAULT_TWO_CLOSURES},
    {"has no step", MESSAGE_FAULT_NO_STEP},
    {"has a recurrence that cannot be followed", MESSAGE_FAULT_RECURRENCE},
    {"names an exception, but does not repeat", MESSAGE_FAULT_EXCEPTION},
    {"has an extra time that does not exist", MESSAGE_FAULT_EXTRA},
    {"has more extra times than can be followed", MESSAGE_FAULT_EXTRA},
    {"is at a place that cannot be", MESSAGE_FAULT_COORDINATES},
    {"CHECK constraint failed: l", MESSAGE_FAULT_COORDINATES}, // latitude or longitude
    {"CHECK constraint failed: (latitude", MESSAGE_FAULT_COORDINATES},
    {"does not say its name and when to call", MESSAGE_FAULT_EMERGENCY},
    {"can be neither called, written to, looked up nor visited", MESSAGE_FAULT_UNREACHABLE},
    {"needs an appointment and names no way to make one", MESSAGE_FAULT_NO_WAY},
};

const char *problem_fault_words(struct arena *arena, const struct view *view, const struct problem *problem)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strncmp(faults[i].why, problem->why, strlen(faults[i].why)) == 0)
            return staff_text(view, faults[i].text);
    return message_format(view->messages, arena, MESSAGE_WRONG_OTHER, (const char *[]){problem->why, NULL});
}

const char *problem_thing_words(struct arena *arena, const struct view *view, const struct problem *problem)
{
    const char *blank = strchr(problem->what, ' ');
    enum kind kind = blank == NULL ? KIND_NONE : model_kind_of(arena_copy(arena, problem->what, (size_t)(blank - problem->what)));
    const char *words = problem_fault_words(arena, view, problem);
    if (kind == KIND_NONE)
        return arena_format(arena, "%s: %s", problem->what, words);
    return arena_format(arena, "%s%s: %s", staff_label(view, "kind_", model_kind(kind)->name), blank, words);
}
