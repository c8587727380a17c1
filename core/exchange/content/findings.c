// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Few causes of a kind are mistakes that are mended one by one; many have one of their own, and their list hides it.
#include "core/exchange/content/findings.h"

#include <string.h>

enum {
    FEW = 5,       // causes of a group that are told one by one
    KNOWN_MAX = 1000, // causes that are told apart; keeps a hostile file from taking for ever
};

struct cause {
    struct content_finding finding; // at its first place
    size_t others;
    struct cause *next;
};

struct content_finding_group {
    struct cause *first;
    struct cause **end;
    size_t known;    // causes
    size_t findings; // all
    struct content_finding_group *next;
};

static struct content_finding_group *group_of(struct content_findings *findings, const char *name)
{
    struct content_finding_group **at = &findings->groups;
    while (*at != NULL && strcmp((*at)->first->finding.group, name) != 0)
        at = &(*at)->next;
    if (*at == NULL) {
        *at = arena_allocate(findings->reader->arena, 1, sizeof **at);
        (*at)->end = &(*at)->first;
    }
    return *at;
}

void content_findings_add(struct content_findings *findings, const struct content_finding *finding)
{
    struct content_finding_group *group = group_of(findings, finding->group);
    group->findings++;
    for (struct cause *cause = group->first; cause != NULL; cause = cause->next) {
        if (strcmp(cause->finding.key, finding->key) == 0) {
            cause->others++;
            return;
        }
    }
    if (group->known == KNOWN_MAX)
        return;
    group->known++;
    *group->end = arena_allocate(findings->reader->arena, 1, sizeof **group->end);
    (*group->end)->finding = *finding;
    group->end = &(*group->end)->next;
}

static void report(struct json_reader *reader, const struct content_finding *finding, const char *mend, const char *rest)
{
    reader->file = finding->place;
    reader->length = 0;
    json_report(reader, mend, "%s%s", finding->why, rest);
}

void content_findings_tell(const struct content_findings *findings)
{
    struct json_reader *reader = findings->reader;
    struct arena *arena = reader->arena;
    for (const struct content_finding_group *group = findings->groups; group != NULL; group = group->next) {
        if (group->known > FEW) {
            report(reader, &group->first->finding,
                   "look whether a file is missing, there twice or of another kind; else correct each of them",
                   arena_format(arena, ", and %zu more like this", group->findings - 1));
            continue;
        }
        for (const struct cause *cause = group->first; cause != NULL; cause = cause->next)
            report(reader, &cause->finding, cause->finding.mend,
                   cause->others == 0 ? ""
                                      : arena_format(arena, " (and so at %zu other place%s)", cause->others,
                                                     cause->others == 1 ? "" : "s"));
    }
}
