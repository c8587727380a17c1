#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# xterm.sh BUILD: pictures of the kiosk in xterm on a display that nobody sees, in BUILD/pictures/xterm.
set -eu


here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=$build/pictures/xterm
term=xterm-256color
work=$(mktemp -d)
mkdir -p "$out"
server= terminal=
trap 'kill $terminal $server 2>/dev/null || true; wait; rm -rf "$work"' EXIT
. "$here/visit.sh"

photograph()
{
    xwd -silent -id "$window" | xwdtopnm -quiet | pnmtopng -quiet >"$1"
}

exec {number}<>"$(mkfifo "$work/number"; echo "$work/number")"
Xvfb -displayfd "$number" -screen 0 2048x1152x24 -nolisten tcp >"$work/server.log" 2>&1 &
server=$!
read -r -t 15 -u "$number" display
export DISPLAY=:$display XENVIRONMENT=$here/Xresources
# As in the graphical kiosk: any colour, and ours to say what is beside the cells.
export COLORTERM=truecolor "KOMPASS_XTERM_FONTS=DejaVu Sans Mono:16,22,28"

for size in $sizes; do
    for language in $languages; do
        open_pipes
        kiosk_command "$language"
        xterm -geometry "$size+0+0" -e "$here/inside.sh" "$size" "$work/keys" "$work/ready" "${kiosk[@]}" >"$work/terminal.log" 2>&1 &
        terminal=$!
        wait_for_frame
        window=$(xwininfo -root -tree | sed -nE 's/^ +(0x[0-9a-f]+) .*"XTerm".*/\1/p' | head -n 1)
        echo . >&"$frames"
        visit "$language" "$size"
        kill "$terminal" && wait "$terminal" || true
        terminal=
        close_pipes
    done
done
echo "pictures: xterm: $(ls "$out" | wc -l) in $1/pictures/xterm"
