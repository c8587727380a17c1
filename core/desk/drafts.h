// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What people have typed and not saved, in a file of each login's own beside the editorial database, which no other may read: it outlives
// a broken connection, a killed program and a loss of power. Several people may share a login, and one may have several programs open
// (the line broke, and the old one does not know yet): each program has one draft of a thing, and none touches another's.
#ifndef KOMPASS_CORE_DESK_DRAFTS_H
#define KOMPASS_CORE_DESK_DRAFTS_H

#include "core/desk/sheet.h"

struct drafts; // opaque

// Where they are: drafts-<number of the login>.db.
const char *drafts_path(struct arena *arena, const char *editorial_path);

// Opens or makes that file. One that cannot be read any more is put aside, with .damaged behind its name, which the problem tells with STATUS_CORRUPT; *drafts is a new one then. With any other status *drafts is NULL, and nothing is kept.
enum status drafts_open(struct drafts **drafts, const char *editorial_path, struct problem *problem);
void drafts_close(struct drafts **drafts); // NULL is fine

// Keeps the sheet as the person's draft; when the status is STATUS_OK it is on the disk and sheet->unkept is false. A sheet that has not
// changed needs no draft: it is dropped. Waits for no more than 200 ms: STATUS_IO when the login's other program is writing all the time, and the caller tries again.
enum status drafts_keep(struct drafts *drafts, const char *person, struct sheet *sheet, int64_t now, struct problem *problem);

// Drops this program's draft of a thing, if there is one.
enum status drafts_drop(struct drafts *drafts, const char *person, const char *thing, struct problem *problem);

struct draft {
    const char *thing; // id
    enum kind kind;
    const char *title;
    const char *at;    // RFC 3339, UTC
};

// The things of which the person has drafts, in the arena, the newest first.
enum status drafts_list(struct drafts *drafts, struct arena *arena, const char *person, struct draft **list, size_t *count,
                        struct problem *problem);

// Makes a sheet of this program's draft of a thing, or else of the newest, which is this program's from then on. STATUS_NOT_FOUND when
// there is none.
enum status drafts_read(struct drafts *drafts, const char *person, const char *thing, struct sheet *sheet, struct problem *problem);

#endif
