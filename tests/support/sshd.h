// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A real sshd on loopback and real clients, which log in to the staff's program: with keys made for this once, and with
// deploy/staff/sshd.conf as it is but for three things. Who logs in is the user that runs the tests, whether root or not, instead of
// somebody of the group kompass-staff; the program is the one built; and its process is told to us. The rest of the
// configuration allows all that the snippet has to forbid.
#ifndef KOMPASS_TESTS_SUPPORT_SSHD_H
#define KOMPASS_TESTS_SUPPORT_SSHD_H

#include "tests/support/program.h"

#include <sys/types.h>

enum { SSHD_PEOPLE_MAX = 32 };

struct sshd; // opaque

// Starts it. In `folder`, a path without blanks, it keeps keys, configuration and log. Each of `people`, up to NULL, gets a key.
// `command` is what the program is run by, as a shell reads it.
struct sshd *sshd_start(const char *folder, const char *const *people, const char *command);

// Ends it, and cuts off whoever is still logged in.
void sshd_stop(struct sshd **sshd);

// The fingerprint of a person's key, as ssh-keygen prints it; in the arena.
const char *sshd_fingerprint(const struct sshd *sshd, struct arena *arena, const char *person);

// Logs in as that person, in a terminal of the size that `more` says, with its arguments for ssh and its environment. Does not wait:
// see pty_expect().
struct pty *sshd_log_in(const struct sshd *sshd, const char *person, const struct pty_options *more);

// Runs a client without a terminal to its end: "ssh", "scp" or "sftp", with arguments in which "HOST" is the server.
struct program_result sshd_run(const struct sshd *sshd, struct arena *arena, const char *person, const char *client,
                               const char *const *arguments);

// The process of the staff's program of the person's next login that was not asked for yet: waits until it is about to start.
pid_t sshd_program(struct sshd *sshd, const char *person);

// Waits until that process has ended.
void sshd_wait_ended(pid_t program);

// Where it listens, on 127.0.0.1.
int sshd_port(const struct sshd *sshd);

// What sshd has logged; in the arena.
char *sshd_log(const struct sshd *sshd, struct arena *arena);

#endif
