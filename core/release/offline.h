// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Taking the network from a process for the rest of its life.
#ifndef KOMPASS_CORE_RELEASE_OFFLINE_H
#define KOMPASS_CORE_RELEASE_OFFLINE_H

#include "core/base/status.h"

// From now on, this process and those that it starts can open no socket but local ones (seccomp(2)); what is open stays
// open. For a process that has one task; there is no way back. STATUS_UNSUPPORTED where the kernel cannot.
enum status offline_begin(struct problem *problem);

#endif
