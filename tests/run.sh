#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# run.sh PROGRAM...: runs test programs, as many at a time as there are processors. One line for each that passes; all that
# it said for one that fails. With RUN_WITH set, each runs under that command. None may take longer than TEST_SECONDS.
set -u

run_one() {
    local log started=$SECONDS status=0
    log=$(mktemp)
    timeout "${TEST_SECONDS:-300}" ${RUN_WITH:-} "$1" >"$log" 2>&1 || status=$?
    if [ "$status" -eq 0 ]; then
        printf '  PASS     %-44s %3d tests %3d s\n' "$1" "$(grep -c '^\[       OK' "$log")" $((SECONDS - started))
    else
        { printf '  FAIL     %s: exit status %d\n' "$1" "$status"; cat "$log"; } >&2
    fi
    rm -f "$log"
    [ "$status" -eq 0 ]
}
export -f run_one

printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" bash -c 'run_one "$0"' || { echo 'some tests failed' >&2; exit 1; }
