// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of keys and signatures: what is right is accepted, here and by minisign itself; every change is found.
#include "tests/core/station.h"

#include <sys/stat.h>

static const char message[] = "{\"release\": 1}\n";

struct bench {
    struct arena arena;
    char *folder, *public_path, *secret_path, *file, *signature_path;
    struct secret_key secret;
    struct public_key public;
    struct problem problem;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    bench->folder = fixture_folder(&bench->arena);
    bench->public_path = arena_format(&bench->arena, "%s/public", bench->folder);
    bench->secret_path = arena_format(&bench->arena, "%s/secret", bench->folder);
    bench->file = arena_format(&bench->arena, "%s/file", bench->folder);
    bench->signature_path = arena_format(&bench->arena, "%s/file.minisig", bench->folder);
    assert_int_equal(key_generate(bench->public_path, bench->secret_path, &bench->problem), STATUS_OK);
    assert_int_equal(key_read_public(&bench->public, bench->public_path, &bench->problem), STATUS_OK);
    assert_int_equal(key_read_secret(&bench->secret, bench->secret_path, &bench->problem), STATUS_OK);
    fixture_write(bench->file, message, strlen(message));
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    key_wipe(&bench->secret);
    fixture_remove_folder(bench->folder);
    arena_free(&bench->arena);
    free(bench);
    return 0;
}

static enum status verify_bytes(struct bench *bench, const char *bytes, size_t size, const char *signature,
                                struct signature *found)
{
    unsigned char hash[SIGNATURE_HASH_BYTES];
    *found = (struct signature){0};
    signature_hash(hash, bytes, size);
    return signature_verify(&bench->arena, &bench->public, 1, hash, signature, "x.minisig", found, &bench->problem);
}

static enum status verify(struct bench *bench, const char *signature)
{
    struct signature found;
    enum status status = verify_bytes(bench, message, strlen(message), signature, &found);
    assert_true((status == STATUS_OK) == (found.comment != NULL));
    if (status != STATUS_OK) {
        assert_string_equal(bench->problem.what, "x.minisig");
        assert_true(bench->problem.mend[0] != '\0');
    }
    return status;
}

static char *sign_bytes(struct bench *bench, const char *bytes, const char *comment)
{
    unsigned char hash[SIGNATURE_HASH_BYTES];
    signature_hash(hash, bytes, strlen(bytes));
    return signature_make(&bench->arena, &bench->secret, hash, comment);
}

static char *sign(struct bench *bench, const char *comment)
{
    return sign_bytes(bench, message, comment);
}

// Runs a command and gives its exit status; it is not to say anything.
static int run(struct bench *bench, const char *command)
{
    return WEXITSTATUS(
        system(arena_format(&bench->arena, "cd '%s' && { %s; } >/dev/null 2>&1 </dev/null", bench->folder, command)));
}

static void test_a_signature_is_accepted_and_always_the_same(void **state)
{
    struct bench *bench = *state;
    const char *signature = sign(bench, "release:1");
    struct signature found;
    assert_int_equal(verify_bytes(bench, message, strlen(message), signature, &found), STATUS_OK);
    assert_string_equal(found.comment, "release:1");
    assert_string_equal(found.text, signature);
    assert_string_equal(sign(bench, "release:1"), signature);
    struct public_key derived = key_public_of(&bench->secret);
    assert_memory_equal(&derived, &bench->public, sizeof derived);
}

static void test_either_of_two_signatures_is_enough(void **state)
{
    struct bench *bench = *state;
    const char *right = sign(bench, "right");
    const char *other = sign_bytes(bench, "other", "other");
    assert_int_equal(verify(bench, arena_format(&bench->arena, "%s%s", right, other)), STATUS_OK);
    assert_int_equal(verify(bench, arena_format(&bench->arena, "%s%s", other, right)), STATUS_OK);
    assert_int_equal(verify(bench, arena_format(&bench->arena, "%s%s", other, other)), STATUS_UNTRUSTED);
    assert_int_equal(verify(bench, arena_format(&bench->arena, "%s%s%s", other, other, right)), STATUS_UNTRUSTED);
    assert_int_equal(verify(bench, arena_format(&bench->arena, "%srubbish", other)), STATUS_UNTRUSTED);
}

static void test_no_changed_byte_is_accepted(void **state)
{
    struct bench *bench = *state;
    char *signature = sign(bench, "release:1");
    size_t trusted = (size_t)(strstr(signature, "\n") - signature); // the untrusted comment may say anything
    for (size_t i = trusted; i + 1 < strlen(signature); i++) {      // and so may the last line end
        for (int bit = 0; bit < 8; bit++) {
            char *changed = arena_copy_text(&bench->arena, signature);
            changed[i] = (char)(changed[i] ^ (1 << bit));
            if (verify(bench, changed) == STATUS_OK)
                fail_msg("byte %zu, bit %d", i, bit);
        }
    }
    for (size_t length = 0; length + 1 < strlen(signature); length++)
        assert_int_equal(verify(bench, arena_copy(&bench->arena, signature, length)), STATUS_INVALID);
}

static void test_every_changed_byte_of_the_message_is_found(void **state)
{
    struct bench *bench = *state;
    const char *signature = sign(bench, "release:1");
    struct signature found;
    for (size_t i = 0; i < strlen(message); i++) {
        char *changed = arena_copy_text(&bench->arena, message);
        changed[i] ^= 1;
        assert_int_equal(verify_bytes(bench, changed, strlen(message), signature, &found), STATUS_UNTRUSTED);
    }
}

static void test_another_key_is_named(void **state)
{
    struct bench *bench = *state;
    const char *signature = sign(bench, "release:1");
    char id[KEY_ID_TEXT_BYTES];
    key_format_id(bench->secret.id, id);
    bench->public.id[0] ^= 1;
    assert_int_equal(verify(bench, signature), STATUS_UNTRUSTED);
    assert_non_null(strstr(bench->problem.why, id));
    bench->public.id[0] ^= 1;
    bench->public.bytes[0] ^= 1; // the same id, another key
    assert_int_equal(verify(bench, signature), STATUS_UNTRUSTED);
}

static void test_line_ends_of_other_systems_are_accepted(void **state)
{
    struct bench *bench = *state;
    const char *signature = sign(bench, "release:1");
    char *changed = arena_allocate(&bench->arena, strlen(signature) + 8, 1);
    for (const char *from = signature; *from != '\0'; from++) {
        if (*from == '\n')
            strcat(changed, "\r\n");
        else
            strncat(changed, from, 1);
    }
    assert_int_equal(verify(bench, changed), STATUS_OK);
}

static void test_minisign_accepts_ours(void **state)
{
    struct bench *bench = *state;
    const char *signature = sign(bench, "city:x\trelease:1");
    fixture_write(bench->signature_path, signature, strlen(signature));
    assert_int_equal(run(bench, "minisign -V -H -p public -m file"), 0);
    assert_int_equal(run(bench, "minisign -V -p public -m file | grep -q 'release:1'"), 0);
    const char *two = arena_format(&bench->arena, "%s%s", signature, signature);
    fixture_write(bench->signature_path, two, strlen(two));
    assert_int_equal(run(bench, "minisign -V -p public -m file"), 0);
    fixture_write(bench->file, "other", 5);
    assert_int_not_equal(run(bench, "minisign -V -p public -m file"), 0);
    assert_int_equal(run(bench, "minisign -S -s secret -m file && minisign -V -p public -m file"), 0);
}

static void test_ours_accepts_minisigns(void **state)
{
    struct bench *bench = *state;
    size_t size;
    key_wipe(&bench->secret);
    assert_int_equal(run(bench, "minisign -G -f -W -p public -s secret && minisign -S -s secret -m file -t trusted"),
                     0);
    assert_int_equal(key_read_public(&bench->public, bench->public_path, &bench->problem), STATUS_OK);
    assert_int_equal(key_read_secret(&bench->secret, bench->secret_path, &bench->problem), STATUS_OK);
    assert_int_equal(verify(bench, fixture_read(&bench->arena, bench->signature_path, &size)), STATUS_OK);
    assert_int_equal(verify(bench, sign(bench, "ours, with minisign's key")), STATUS_OK);
    assert_int_equal(run(bench, "minisign -S -l -s secret -m file"), 0); // the older form
    assert_int_equal(verify(bench, fixture_read(&bench->arena, bench->signature_path, &size)), STATUS_UNSUPPORTED);
}

static void test_key_files_are_private_and_never_overwritten(void **state)
{
    struct bench *bench = *state;
    struct stat about;
    struct problem *problem = &bench->problem;
    const char *third = arena_format(&bench->arena, "%s/third", bench->folder);
    assert_int_equal(stat(bench->secret_path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(key_generate(bench->public_path, third, problem), STATUS_INVALID);
    assert_string_equal(problem->what, bench->public_path);
    assert_int_not_equal(access(third, F_OK), 0); // half a pair is none
    assert_int_equal(key_generate(third, bench->secret_path, problem), STATUS_INVALID);
    assert_string_equal(problem->what, bench->secret_path);
    assert_int_not_equal(access(third, F_OK), 0);
}

static void test_no_failing_call_leaves_half_a_pair(void **state)
{
    struct bench *bench = *state;
    const char *public_path = arena_format(&bench->arena, "%s/new-public", bench->folder);
    const char *secret_path = arena_format(&bench->arena, "%s/new-secret", bench->folder);
    for (long n = 0;; n++) {
        sys_fail_after(n, ENOSPC);
        enum status status = key_generate(public_path, secret_path, &bench->problem);
        bool left = station_fault_is_left();
        if (left) {
            assert_int_equal(status, STATUS_OK);
            assert_true(n >= 8); // open, write, fsync, close of two files
            break;
        }
        assert_int_not_equal(status, STATUS_OK);
        assert_int_not_equal(access(public_path, F_OK), 0);
        assert_int_not_equal(access(secret_path, F_OK), 0);
    }
}

static void test_damaged_keys_are_refused(void **state)
{
    struct bench *bench = *state;
    struct problem *problem = &bench->problem;
    size_t size;
    char *text = fixture_read(&bench->arena, bench->secret_path, &size);
    char *body = strchr(text, '\n') + 1;
    struct secret_key key;

    char *changed = arena_copy_text(&bench->arena, text);
    changed[body - text + 100] = changed[body - text + 100] == 'A' ? 'B' : 'A'; // within the key
    fixture_write(bench->secret_path, changed, strlen(changed));
    assert_int_equal(key_read_secret(&key, bench->secret_path, problem), STATUS_CORRUPT);

    changed = arena_copy_text(&bench->arena, text);
    memcpy(changed + (body - text), "RWRTY0Iy", 8); // "Ed" "Sc" "B2": under a password
    fixture_write(bench->secret_path, changed, strlen(changed));
    assert_int_equal(key_read_secret(&key, bench->secret_path, problem), STATUS_UNSUPPORTED);
    assert_non_null(strstr(problem->why, "password"));

    for (size_t length = 0; length + 1 < size; length += 7) {
        fixture_write(bench->secret_path, text, length);
        assert_int_equal(key_read_secret(&key, bench->secret_path, problem), STATUS_INVALID);
    }
    fixture_write(bench->public_path, text, size); // one for the other
    assert_int_equal(key_read_public(&bench->public, bench->public_path, problem), STATUS_INVALID);
    assert_string_equal(problem->what, bench->public_path);
    assert_int_equal(key_read_public(&bench->public, "/nonexistent/key", problem), STATUS_NOT_FOUND);
    key_wipe(&key);
}

static void test_wiping_leaves_nothing(void **state)
{
    struct bench *bench = *state;
    struct secret_key key = bench->secret;
    static const struct secret_key nothing;
    key_wipe(&key);
    assert_memory_equal(&key, &nothing, sizeof key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_signature_is_accepted_and_always_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_either_of_two_signatures_is_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_changed_byte_is_accepted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_changed_byte_of_the_message_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_another_key_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_line_ends_of_other_systems_are_accepted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_minisign_accepts_ours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ours_accepts_minisigns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_key_files_are_private_and_never_overwritten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_failing_call_leaves_half_a_pair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_keys_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wiping_leaves_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
