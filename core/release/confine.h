// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rights that a process gives up for the rest of its life, and for those that it starts. There is no way back.
#ifndef KOMPASS_CORE_RELEASE_CONFINE_H
#define KOMPASS_CORE_RELEASE_CONFINE_H

#include "core/base/status.h"

// No socket but local ones can be opened any more (seccomp(2)); what is open stays open. STATUS_UNSUPPORTED where the
// kernel cannot.
enum status confine_from_network(struct problem *problem);

// No file can be written, made, renamed or removed any more, and no process outside be traced (landlock(7)); what is
// open stays open. Before Linux 6.2, files can still be cut off. STATUS_UNSUPPORTED where the kernel cannot.
enum status confine_from_writing(struct problem *problem);

#endif
