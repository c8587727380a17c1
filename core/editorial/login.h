// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who has started this program: the Unix user, his groups and, when he came by SSH, the key that let him in. Several people who
// share one user are told apart by their keys.
#ifndef KOMPASS_CORE_EDITORIAL_LOGIN_H
#define KOMPASS_CORE_EDITORIAL_LOGIN_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct login {
    const char *user; // "" when the system has no name for him
    const char *const *groups;
    size_t group_count;
    const char *fingerprint; // "SHA256:...", as `ssh-keygen -l` prints it; NULL: no key is known
};

// Looks who it is, in the arena. `authentication` is the value of SSH_USER_AUTH, a file that sshd leaves with ExposeAuthInfo
// (sshd_config(5)); NULL: there is none. It is gone as soon as the connection ends, so this is the first thing to be done. A file
// that cannot be read, or is not as sshd writes it, is a problem; then no key is known, and the rest is there all the same.
enum status login_look(struct arena *arena, const char *authentication, struct login *login, struct problem *problem);

// The fingerprint of the first key in the text of such a file: lines "publickey ALGORITHM BASE64". *fingerprint is NULL when
// there is none, as after a password or a certificate, whose key is not in it by itself. STATUS_INVALID for a line of a key
// that is none.
enum status login_fingerprint(struct arena *arena, const char *text, size_t size, const char **fingerprint,
                              struct problem *problem);

// Whether a text has the form of a fingerprint: "SHA256:" and 43 digits of base 64.
bool login_is_fingerprint(const char *text);

#endif
