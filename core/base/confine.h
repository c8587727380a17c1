// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rights that a process gives up for the rest of its life, and for those that it starts: Landlock for files
// (landlock(7)), a seccomp filter for system calls (seccomp(2)). Nothing of it needs a privilege, there is no way back,
// and what is open already stays usable. Each function gives STATUS_UNSUPPORTED where the kernel cannot do it, and
// STATUS_IO when a system call failed.
#ifndef KOMPASS_CORE_BASE_CONFINE_H
#define KOMPASS_CORE_BASE_CONFINE_H

#include "core/base/status.h"

// Whether the kernel can do all of this. STATUS_UNSUPPORTED when not: the problem names all that is missing.
// What the process is not allowed to ask for counts as there.
enum status confine_check(struct problem *problem);

// Only these folders and files can be read any more, up to NULL; one that does not exist is left out. Only below
// `writable`, which may be NULL, can anything be made or changed. Everything else is refused with EACCES.
enum status confine_to_files(const char *const *readable, const char *writable, struct problem *problem);

// No file can be written, made, renamed or removed any more, and no process outside be traced. Before Linux 6.2, files
// can still be cut off.
enum status confine_from_writing(struct problem *problem);

// No socket but local ones can be opened any more; others are refused with EACCES.
enum status confine_from_network(struct problem *problem);

// No program and no process can be started, no socket made, nobody traced, no input put into a terminal (TIOCSTI), and
// none of the kernel's doors for administrators used. Whoever tries is ended by SIGSYS.
enum status confine_from_system(struct problem *problem);

#endif
