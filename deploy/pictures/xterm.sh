#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# xterm.sh BUILD kiosk|xterm: pictures of the kiosk in xterm on a display that nobody sees, in BUILD/pictures/kiosk: as the station
# of the graphical kiosk sets xterm up, with any colour and in all sizes; or in BUILD/pictures/xterm: as anybody may have it, with
# 256 colours. Letters are small, so that a sheet can be looked at; the compositor of the station is left to boot-test.sh.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
station=$here/../station/wayland
build=$(cd "$1" && pwd)
out=$build/pictures/$2
term=xterm-256color
work=$(mktemp -d)
rm -rf "$out"
mkdir -p "$out"
server= terminal=
trap 'kill $terminal $server 2>/dev/null || true; wait; rm -rf "$work"' EXIT
. "$here/visit.sh"

export FONTCONFIG_FILE=$station/fonts.conf
if [ "$2" = kiosk ]; then
    export XENVIRONMENT=$station/Xresources COLORTERM=truecolor "KOMPASS_XTERM_FONTS=DejaVu Sans Mono:12,17,23"
else
    export XENVIRONMENT=$here/Xresources
    unset COLORTERM KOMPASS_XTERM_FONTS
    sizes=80x24
fi

photograph()
{
    xwd -silent -id "$window" | xwdtopnm -quiet | pnmtopng -quiet -compression 1 >"$1"
}

exec {number}<>"$(mkfifo "$work/number"; echo "$work/number")"
Xvfb -displayfd "$number" -screen 0 2048x1152x24 -nolisten tcp >"$work/server.log" 2>&1 &
server=$!
read -r -t 15 -u "$number" display
export DISPLAY=:$display

for theme in $themes; do
    for size in $sizes; do
        for language in $languages; do
            open_pipes
            kiosk_command "$language" "$theme"
            xterm -fs 12 -geometry "$size+0+0" -e "$here/inside.sh" "$size" "$work/keys" "$work/ready" "${kiosk[@]}" \
                >"$work/terminal.log" 2>&1 &
            terminal=$!
            wait_for_frame
            window=$(xwininfo -root -tree | sed -nE 's/^ +(0x[0-9a-f]+) .*"XTerm".*/\1/p' | head -n 1)
            echo . >&"$frames"
            visit "$language" "$size" "$theme"
            kill "$terminal" && wait "$terminal" || true
            terminal=
            close_pipes
        done
    done
done
"$here/sheet.sh" "$out" "$sizes"
