#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# inside.sh SIZE KEYS READY COMMAND [ARGUMENT]...: runs in the terminal that is pictured. The kiosk gets a pseudo-terminal of SIZE
# as soon as the terminal has grown to it; what comes from the pipe KEYS is typed there as if on the terminal's keyboard, so that one driver serves every terminal.
# The kiosk's frames are told to the pipe READY.
set -eu

columns=${1%x*}
rows=${1#*x}
keys=$2
ready=$3
shift 3
exec 3<&0
for ((attempt = 0; attempt < 100; attempt++)); do
    read -r has_rows has_columns < <(stty size <&3)
    if ((has_rows >= rows && has_columns >= columns)); then
        break
    fi
    sleep 0.05
done
stty raw -echo <&3
inner=$(printf '%q ' "$@")
{
    cat <&3 & # the terminal's own answers
    cat "$keys"
} | script --quiet --flush --return \
    --command "stty rows $rows columns $columns; exec $inner --ready-fd 9 9>$(printf '%q' "$ready")" /dev/null &
recorder=$!

# script blocks SIGHUP: without this it and the kiosk would outlive a terminal that is closed.
trap 'kill "$recorder"' HUP TERM
wait "$recorder"
