#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# boot-test.sh BUILD: boots Debians that the packages of BUILD/deb made kiosks of: on the console, in a graphical terminal, and in
# a graphical terminal without a graphics device. Presses keys, tries to get out, pulls the keyboard, kills and freezes the
# kiosk, fills the disk, cuts the power in the middle of a sync, takes Landlock from the kernel, makes a kiosk that cannot
# start. Prints a table; the pictures are in BUILD/boot/pictures. Needs root and about ten minutes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
image=$build/boot
pictures=$image/pictures
work=$(mktemp -d)
rm -rf "$pictures"
mkdir -p "$pictures"
trap 'stop_machine; rm -rf "$work"' EXIT
. "$here/boot.sh"
patience=300
failed=0

row()
{
    printf '  %-8s %-24s %s\n' "$2" "$1" "$3"
    [ "$2" = ok ] || failed=1
}

# next_line: a line of the machine's own trials as a row of the table; sets $name and $figure.
next_line()
{
    if ! IFS='|' read -r -t "$patience" name state figure <&"$serial"; then
        row "trials" FAILED "the machine says nothing for $patience s: stuck.png, and its kernel's last messages are"
        photograph stuck
        tail -n 20 "$work/boot.log"
        exit 1
    fi
    row "$name" "$state" "${figure%$'\r'}"
}

# rest_of_lines: all of them, up to the one that says "end".
rest_of_lines()
{
    name=
    until [ "$name" = end ]; do next_line; done
}

# photograph NAME [DEVICE HEAD]
photograph()
{
    rm -f "$pictures/$1.png"
    tell_machine screendump "$pictures/$1.png" -f png "${@:2}"
    until [ -s "$pictures/$1.png" ] && tail -c 12 "$pictures/$1.png" | grep -q IEND; do sleep 0.05; done
}

# differ BEFORE AFTER: below the rows of the clock more is different than a blinking cursor.
differ()
{
    local blinking=500
    pngtopnm "$pictures/$1.png" | pamcut -top 64 >"$work/before"
    pngtopnm "$pictures/$2.png" | pamcut -top 64 >"$work/after"
    [ "$(cmp -l "$work/before" "$work/after" | wc -l)" -gt "$blinking" ]
}

# theme_colour NAME: a colour of the theme that the console has, as six hexadecimal digits.
theme_colour()
{
    sed -nE "s/^colour = $1 +#([0-9A-F]{6}).*/\\L\\1/p" "$here/../../data/themes/night.theme"
}

# expect_other BEFORE AFTER: waits until the picture AFTER is another one than BEFORE.
expect_other()
{
    for _ in $(seq 30); do
        sleep 0.5
        photograph "$2"
        ! differ "$1" "$2" || return 0
    done
    return 1
}

# expect_same BEFORE AFTER: what the key may have done has been done after a second.
expect_same()
{
    sleep 1
    photograph "$2"
    ! differ "$1" "$2"
}

# milliseconds: the number that $figure begins with, or that follows "after".
milliseconds()
{
    sed -E 's/^(.*after )?([0-9]+) ms.*/\2/' <<<"$figure"
}

# ground NAME: the colour in the corner of a picture, as six hexadecimal digits.
ground()
{
    pngtopnm "$pictures/$1.png" | pamcut -left 2 -top 2 -width 1 -height 1 | tail -c 3 | od -An -tx1 | tr -d ' \n'
}

# coloured PICTURE WHAT COLOUR: it is what is seen there.
coloured()
{
    row "$2" "$([ "$(ground "$1")" = "$3" ] && echo ok || echo FAILED)" "$1.png: $(ground "$1")"
}

press()
{
    local before=$1 after=$2
    tell_machine sendkey "$3" 50
    if expect_other "$before" "$after"; then row "key $3" ok "$after.png"; else row "key $3" FAILED "nothing changed"; fi
}

# hold NAME KEYS...: keys that must lead nowhere from the screen of the picture NAME.
hold()
{
    local screen=$1
    shift
    for keys in "$@"; do
        tell_machine sendkey "$keys" 50
        if expect_same "$screen" "$screen-after-$keys"; then
            row "$keys" ok "the same screen"
            rm -f "$pictures/$screen-after-$keys.png"
        else
            row "$keys" FAILED "$screen-after-$keys.png"
        fi
    done
}

# replug BEFORE AFTER: the keyboard is pulled while the screen of BEFORE is shown, and put in again.
replug()
{
    tell_machine device_del keyboard
    sleep 2
    tell_machine sendkey f1 50
    if expect_same "$1" "$1-without-keyboard"; then row "keyboard pulled" ok "the same screen"; else row "keyboard pulled" FAILED "changed"; fi
    rm -f "$pictures/$1-without-keyboard.png"
    tell_machine device_add usb-kbd,id=keyboard
    sleep 3
    press "$1" "$2" f1
}

# ---- images --------------------------------------------------------------------------------------------------------

packages=("$build"/deb/kompass_*.deb "$build"/deb/kompass-kiosk_*.deb)

# Two releases of a publisher that the machine knows: what is synced when the power goes.
publish_releases()
{
    local tree=$1 number
    mkdir -p "$work/content" "$tree/srv/kompass" "$tree/etc/kompass"
    cp -r "$here/../../data/content/." "$work/content"
    "$build/kompass" keygen --public "$tree/etc/kompass/publisher.pub" --secret "$work/key"
    for number in 1 2; do
        sed -i -E "s/(\"street\": \"Zerbster Straße) 4[0-9]*/\1 4$number/" "$work"/content/offers/*.json
        "$build/kompass" import content "$work/content" --into "$work/editorial.db"
        "$build/kompass" publish --from "$work/editorial.db" --to "$work/release" --key "$work/key"
        cp -r "$work/release" "$tree/srv/kompass/$number"
    done
    rm -f "$tree/srv/kompass/2/"*.patch* # a whole catalog is longer on its way
    echo 'KOMPASS_FROM=/run/kompass-releases' >"$tree/etc/kompass/sync.conf"
    chmod -R a+rX "$tree"
}

# What measures how wide the console draws what the kiosk shows, and the texts that it shows.
put_widths()
{
    local source=$here/../..
    mkdir -p "$1/srv/widths"
    cp "$build/tools/width_check" "$1/srv/widths"
    { cat "$source"/locales/*/*.txt "$source"/tests/golden/*.txt; find "$source/data/content" -name '*.json' -exec cat {} +; } \
        >"$1/srv/widths/texts"
}

put_widths "$work/tree"
publish_releases "$work/tree" >"$work/publish.log" 2>&1 || { cat "$work/publish.log" >&2; exit 1; }
"$here/image.sh" "$image" "${packages[@]}" "$here/trials" "$work/tree"
"$here/image.sh" "$image-wayland" "${packages[@]}" "$build"/deb/kompass-kiosk-wayland_*.deb "$here/trials"

# ---- the console: two screens, a clock of the year 2001, no network --------------------------------------------------

two_screens="virtio-vga,id=screens,xres=1024,yres=768,max_outputs=2"
trials=systemd.wants=trials.service
graphics=$two_screens clock=2001-01-01
boot 1024 768 $trials kompass.trials=login systemd.mask=kiosk.service video=Virtual-2:1024x768@60e
next_line
login=$(milliseconds)
photograph 0-login
stop_machine

boot 1024 768 $trials kompass.trials=attract video=Virtual-2:1024x768@60e
next_line
attract=$(milliseconds)
row "attract, login" "$([ $((attract * 100)) -le $((login * 125)) ] && echo ok || echo FAILED)" "$((attract * 100 / login)) % of the time to a log-in prompt"
photograph 1-attract
photograph 1-attract-other screens 1
coloured 1-attract "own colours" "$(theme_colour bar)"
if differ 1-attract 1-attract-other; then row "two screens" FAILED "not the same"; else row "two screens" ok "the same on both"; fi
press 1-attract 2-languages ret
press 2-languages 3-arabic 4
hold 3-arabic ctrl-alt-f2 alt-f2 alt-right ctrl-alt-delete alt-sysrq-b ctrl-c ctrl-z ctrl-backslash ctrl-s
press 3-arabic 4-emergency f9
replug 4-emergency 5-help
stop_machine
graphics= clock=utc

boot 1024 768 $trials kompass.trials=crash
rest_of_lines
photograph 6-after-crashes
stop_machine

boot 1024 768 $trials kompass.trials=lacking lsm=yama
rest_of_lines
stop_machine

# ---- a kiosk on the console that cannot start after it was killed: the console has its own colours again ---------------

boot 1024 768 $trials kompass.trials=trouble
next_line
photograph 7-trouble
coloured 7-trouble "colours after a kill" 000000
rest_of_lines
photograph 8-mended
coloured 8-mended "own colours again" "$(theme_colour bar)"
stop_machine

# ---- a power cut in the middle of a sync ---------------------------------------------------------------------------

disk=$work/disk.qcow2
qemu-img create -q -f qcow2 -b "$image/disk.ext4" -F raw "$disk"
boot 1024 768 $trials kompass.trials=sync
next_line
next_line
stop_machine
if grep -q 'sync done' "$work/serial"; then row "power cut" FAILED "the sync was over already"; else row "power cut" ok "before the second sync was over"; fi
boot 1024 768 $trials kompass.trials=aftermath
rest_of_lines
photograph 9-after-power-cut
stop_machine
disk=

# ---- in a graphical terminal ---------------------------------------------------------------------------------------

image=$build/boot-wayland
boot 1280 800 $trials
next_line
next_line
sleep 2
tell_machine mouse_move 20 20 # what is under the pointer is known from its first movement on
sleep 2
photograph 10-wayland-attract
tell_machine mouse_button 1
tell_machine mouse_button 0
if expect_other 10-wayland-attract 11-wayland-languages; then row "pointer" ok 11-wayland-languages.png; else row "pointer" FAILED "nothing changed"; fi
press 11-wayland-languages 12-wayland-arabic 4
# F2 means the same to xterm with any other key: F8 is one that the kiosk has no use for.
hold 12-wayland-arabic ctrl-alt-f8 alt-f8 alt-tab ctrl-alt-backspace ctrl-alt-delete alt-sysrq-b shift-pgup shift-insert ctrl-c ctrl-z
press 12-wayland-arabic 13-wayland-larger f6
replug 13-wayland-larger 14-wayland-help
stop_machine

boot 1280 800 $trials kompass.trials=kill
rest_of_lines
photograph 15-wayland-killed
stop_machine

boot 1280 800 $trials kompass.trials=trouble
next_line
photograph 16-trouble
rest_of_lines
stop_machine

# Without a graphics device the console has the terminal, in the text mode of a VGA.
graphics=VGA
boot 0 0 $trials nomodeset
next_line
next_line
photograph 17-wayland-without-device
stop_machine
exit "$failed"
