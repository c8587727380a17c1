// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Copies of databases that are in use.
#ifndef KOMPASS_CORE_DATABASE_COPY_H
#define KOMPASS_CORE_DATABASE_COPY_H

#include "core/base/status.h"

// Makes the new file `to` a copy of a database as it was at one moment, whoever writes meanwhile: what is in the log beside it is
// in the copy, which needs none and is on the disk for good, with the mode of `from`. What a failure leaves of it is removed. STATUS_IO
// when there is a file `to` already, which is not touched.
enum status database_copy(const char *from, const char *to, struct problem *problem);

#endif
