#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# console.sh BUILD: pictures of the kiosk on a real Linux console, in BUILD/pictures/console: a Debian without a window system
# boots in QEMU, and the kiosk loads its fonts by itself. The screen's size decides which of them is the normal one.
set -eu

if [ "$(id -u)" -ne 0 ]; then
    echo "pictures: console: skipped: only root can make an image with the files of a system"
    exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=$build/pictures/console
image=$build/boot
work=$(mktemp -d)
mkdir -p "$out" "$image"
trap 'stop_machine; rm -rf "$work"' EXIT
. "$here/visit.sh"
. "$here/../boot/boot.sh"

screens='800x600 1024x768 1920x1080' # on which 8x16, 12x24 and 16x32 pixels are the largest letters that fit

# QEMU's names of keys.
type_key()
{
    local key
    case $1 in
        Enter) key=ret ;;
        Esc)   key=esc ;;
        kcud1) key=down ;;
        kf*)   key=f${1#kf} ;;
        *)     key=$1 ;;
    esac
    tell_machine sendkey "$key" 20
}

# The kernel draws a frame a moment after it was written.
photograph()
{
    sleep 0.3
    rm -f "$1"
    tell_machine screendump "$1" -f png
    until [ -s "$1" ] && tail -c 12 "$1" | grep -q IEND; do sleep 0.05; done
}

make --silent -C "$here/../.." BUILD="$build" DESTDIR="$work/installed" PREFIX=/usr install
mkdir "$work/installed/usr/share/kompass/pictures"
cp "$build"/golden/catalog/*.db "$work/installed/usr/share/kompass/pictures"
"$here/../boot/image.sh" "$image" "$work/installed" "$here/console"
for screen in $screens; do
    boot "${screen%x*}" "${screen#*x}" systemd.wants=pictures.service
    frames=$serial
    patience=240 # booting takes its time
    for language in $languages; do
        visit "$language" "$screen"
        patience=30
        tell_machine sendkey ctrl-c
    done
    stop_machine
done
echo "pictures: console: $(ls "$out" | wc -l) in $1/pictures/console"
