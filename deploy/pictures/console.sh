#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# console.sh BUILD: pictures of the kiosk on a real Linux console with its own palette, in BUILD/pictures/console: a Debian without a
# window system boots in QEMU, and the kiosk loads its fonts and colours by itself. One screen: its size decides which font is the
# normal one, not how pages look; boot-test.sh has others.
set -eu

if [ "$(id -u)" -ne 0 ]; then
    echo "pictures: console: skipped: only root can make an image with the files of a system"
    exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=$build/pictures/console
image=$build/boot
term=linux
work=$(mktemp -d)
rm -rf "$out"
mkdir -p "$out" "$image"
trap 'stop_machine; rm -rf "$work"' EXIT
. "$here/visit.sh"
. "$here/../boot/boot.sh"

screen=1024x768 # 85x32 cells of 12x24 pixels
settled=0.6     # an emulated machine is slower than what it is asked

# QEMU's names of keys.
type_key()
{
    local key
    case $1 in
        Enter) key=ret ;;
        kcud1) key=down ;;
        kf*)   key=f${1#kf} ;;
        *)     key=$1 ;;
    esac
    tell_machine sendkey "$key" 20
    sleep 0.1
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
for theme in $themes; do
    for language in $languages; do
        echo "$language $theme"
        echo "theme = $theme" >"$work/installed/usr/share/kompass/pictures/$theme.conf"
    done
done >"$work/installed/usr/share/kompass/pictures/visits"
"$here/../boot/image.sh" "$image" "$work/installed" "$here/console"
boot "${screen%x*}" "${screen#*x}" systemd.wants=pictures.service
frames=$serial
patience=300 # booting takes its time
while read -r language theme; do
    visit "$language" "$screen" "$theme"
    patience=60
    tell_machine sendkey ctrl-c
done <"$work/installed/usr/share/kompass/pictures/visits"
stop_machine
"$here/sheet.sh" "$out" "$screen"
