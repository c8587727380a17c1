#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# foot.sh BUILD: pictures of the kiosk in foot, alone on the screen under cage as a kiosk would run it, on a display that nobody
# sees, in BUILD/pictures/foot.
set -eu


here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=$build/pictures/foot
term=foot
work=$(mktemp -d)
mkdir -p "$out"
terminal=
trap 'kill $terminal 2>/dev/null || true; wait; rm -rf "$work"' EXIT
. "$here/visit.sh"

# cage refuses to be started by root.
as_user=()
if [ "$(id -u)" = 0 ]; then
    as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups --)
    chown nobody "$work"
    if ! "${as_user[@]}" test -x "$build/kompass-kiosk"; then
        echo "pictures: foot: skipped: root may not start cage, and user nobody may not read $build"
        exit 0
    fi
fi

# What cage shows is behind what foot was told: pictures are taken until two are the same.
photograph()
{
    local attempt
    grim "$1"
    for ((attempt = 0; attempt < 10; attempt++)); do
        sleep 0.2
        grim "$work/next.png"
        if cmp -s "$1" "$work/next.png"; then
            return
        fi
        mv "$work/next.png" "$1"
    done
}

# The headless screen has 1280x720 pixels: the letters' size, a row's height and the margins that leave room for that many cells.
look_of()
{
    case $1 in
        80x24)  echo 24 28 80x10 ;;
        64x22)  echo 26 30 128x10 ;;
        120x33) echo 17 20 40x10 ;;
    esac
}

write_settings()
{
    local letter row margin
    read -r letter row margin < <(look_of "$1")
    cat <<SETTINGS
[main]
font=DejaVu Sans Mono:pixelsize=$letter
line-height=${row}px
pad=$margin
initial-window-size-chars=$1
[cursor]
style=underline
[colors]
background=000000
foreground=ffffff
SETTINGS
}

export XDG_RUNTIME_DIR=$work WAYLAND_DISPLAY=wayland-0 HOME=$work
export WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
for size in $sizes; do
    write_settings "$size" >"$work/foot.ini"
    for language in $languages; do
        open_pipes
        chmod 666 "$work/keys" "$work/ready"
        kiosk_command "$language"
        "${as_user[@]}" cage -- foot --config "$work/foot.ini" \
            "$here/inside.sh" "$size" "$work/keys" "$work/ready" "${kiosk[@]}" >"$work/terminal.log" 2>&1 &
        terminal=$!
        visit "$language" "$size"
        kill "$terminal" && wait "$terminal" 2>/dev/null || true # cage aborts when it is ended
        terminal=
        close_pipes
    done
done
echo "pictures: foot: $(ls "$out" | wc -l) in $1/pictures/foot"
