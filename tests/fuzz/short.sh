#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# short.sh BUILD RUNS NAME...: a short run of each fuzz target BUILD/fuzz_NAME, as many at a time as there are processors. The
# inputs are the same every time, as far as ten seconds reach. One line for each that passes; the end of what it said for one
# that fails.
set -eu

export build=$1 runs=$2
shift 2

run_one()
{
    local log=$build/$1.log inputs=$build/short/$1 seeds=tests/fuzz/seeds/$1
    mkdir -p "$inputs"
    rm -f "$inputs"/*
    [ -d "$seeds" ] || seeds=
    if "$build/fuzz_$1" -timeout=10 -artifact_prefix="$build/" -seed=1 -runs="$runs" -max_total_time=10 "$inputs" $seeds >"$log" 2>&1; then
        echo "  FUZZ     $1: $(grep '^Done' "$log")"
    else
        { echo "  FUZZ     $1: failed"; tail -n 40 "$log"; } >&2
        return 1
    fi
}
export -f run_one

printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" bash -eu -c 'run_one "$0"'
