// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What sshd says of a key is read as if a stranger had written it: it is the only thing here that decides who somebody is.
#include "core/editorial/login.h"

#include "core/base/sys.h"

#include <grp.h>
#include <pwd.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum {
    AUTHENTICATION_BYTES_MAX = 64 * 1024, // a key of RSA with 16384 bits has 2,800
    DIGEST_LETTERS = 43,                  // of 32 bytes in base 64, without the sign that fills it up
    NAME_BYTES_LENGTH = 4,                // RFC 4251, section 5: a string is its length, big-endian, and its bytes
};

static const char prefix[] = "SHA256:";
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool login_is_fingerprint(const char *text)
{
    size_t letters = strlen(prefix);
    return strncmp(text, prefix, letters) == 0 && strspn(text + letters, digits) == DIGEST_LETTERS &&
           text[letters + DIGEST_LETTERS] == '\0';
}

// ---- the key ------------------------------------------------------------------------------------------------------

static enum status refuse(struct problem *problem, const char *why)
{
    return problem_set(problem, STATUS_INVALID, "SSH_USER_AUTH", "log in again; if it stays so, look at the version of sshd",
                       "%s", why);
}

// A key names its algorithm itself, as its first string.
static bool names_itself(const unsigned char *key, size_t size, const char *algorithm)
{
    size_t length = strlen(algorithm);
    return size > NAME_BYTES_LENGTH + length && key[0] == 0 && key[1] == 0 && key[2] == length >> 8 &&
           key[3] == (length & 0xff) && memcmp(key + NAME_BYTES_LENGTH, algorithm, length) == 0;
}

// `line` is "ALGORITHM BASE64", and is written over.
static enum status read_key(struct arena *arena, char *line, const char **fingerprint, struct problem *problem)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char letters[DIGEST_LETTERS + 1];
    const char *algorithm = line;
    char *blank = strchr(line, ' ');
    size_t size;
    if (blank == NULL)
        return refuse(problem, "the line of a key has no key");
    *blank = '\0';
    if (strstr(algorithm, "-cert-") != NULL)
        return STATUS_OK;
    const char *encoded = blank + 1;
    size_t length = strcspn(encoded, " ");
    unsigned char *key = arena_allocate(arena, length + 1, 1);
    if (sodium_base642bin(key, length + 1, encoded, length, NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return refuse(problem, "the line of a key is not in base 64");
    if (!names_itself(key, size, algorithm))
        return refuse(problem, "the line of a key has one of another kind");
    crypto_hash_sha256(digest, key, size);
    sodium_bin2base64(letters, sizeof letters, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    *fingerprint = arena_format(arena, "%s%s", prefix, letters);
    return STATUS_OK;
}

enum status login_fingerprint(struct arena *arena, const char *text, size_t size, const char **fingerprint,
                              struct problem *problem)
{
    static const char method[] = "publickey ";
    *fingerprint = NULL;
    if (memchr(text, '\0', size) != NULL)
        return refuse(problem, "is no text");
    char *rest = arena_copy(arena, text, size);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (strncmp(line, method, strlen(method)) == 0)
            return read_key(arena, line + strlen(method), fingerprint, problem);
    }
    return STATUS_OK;
}

// ---- the user -----------------------------------------------------------------------------------------------------

static void look_at_groups(struct arena *arena, struct login *login)
{
    int room = getgroups(0, NULL);
    size_t most = (size_t)(room < 0 ? 0 : room) + 1;
    gid_t *ids = arena_allocate(arena, most, sizeof *ids);
    const char **names = arena_allocate(arena, most, sizeof *names);
    int count = room <= 0 ? 0 : getgroups(room, ids);
    count = count < 0 ? 0 : count;
    ids[count++] = getegid(); // need not be among the others
    for (int i = 0; i < count; i++) {
        const struct group *group = getgrgid(ids[i]);
        if (group != NULL)
            names[login->group_count++] = arena_copy_text(arena, group->gr_name);
    }
    login->groups = names;
}

enum status login_look(struct arena *arena, const char *authentication, struct login *login, struct problem *problem)
{
    char *text;
    size_t size;
    enum status status = STATUS_OK;
    *login = (struct login){.user = ""};
    if (authentication != NULL) // at first: it may be gone soon
        status = sys_read_file(arena, authentication, AUTHENTICATION_BYTES_MAX, &text, &size, problem);
    if (authentication != NULL && status == STATUS_OK)
        status = login_fingerprint(arena, text, size, &login->fingerprint, problem);
    const struct passwd *user = getpwuid(geteuid());
    if (user != NULL)
        login->user = arena_copy_text(arena, user->pw_name);
    look_at_groups(arena, login);
    return status;
}
