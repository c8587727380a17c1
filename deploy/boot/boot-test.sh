#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# boot-test.sh BUILD: boots a Debian that `make install-station` made a kiosk of, presses keys, tries to get out, kills and
# freezes the kiosk and fills the disk. Prints a table; the pictures are in BUILD/boot/pictures. Needs root, about five
# minutes, and the packages that it names.
set -eu

for tool in qemu-system-x86_64 mmdebstrap mke2fs pngtopnm; do
    if ! command -v "$tool" >/dev/null; then
        echo "boot-test: $tool is missing (apt-get install qemu-system-x86 mmdebstrap e2fsprogs netpbm)" >&2
        exit 1
    fi
done
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

# next_line: a line of the machine's own trials as a row of the table; sets $name.
next_line()
{
    if ! IFS='|' read -r -t "$patience" name state figure <&"$serial"; then
        row "trials" FAILED "the machine says nothing for $patience s"
        exit 1
    fi
    row "$name" "$state" "${figure%$'\r'}"
}

photograph()
{
    rm -f "$pictures/$1.png"
    tell_machine screendump "$pictures/$1.png" -f png
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

press()
{
    local before=$1 after=$2
    tell_machine sendkey "$3" 50
    if expect_other "$before" "$after"; then row "key $3" ok "$after.png"; else row "key $3" FAILED "nothing changed"; fi
}

make --silent -C "$here/../.." BUILD="$build" DESTDIR="$work/station" install-station
systemctl --root="$work/station" enable kiosk.service kompass-station.service >/dev/null 2>&1
"$here/image.sh" "$image" "$work/station" "$here/trials"

boot 1024 768 systemd.wants=trials.service
next_line
photograph 1-attract
press 1-attract 2-languages ret
press 2-languages 3-arabic 3
for keys in ctrl-alt-f2 alt-f2 alt-right ctrl-alt-delete alt-sysrq-b ctrl-c ctrl-z ctrl-backslash ctrl-s; do
    tell_machine sendkey "$keys" 50
    if expect_same 3-arabic "4-after-$keys"; then row "$keys" ok "the same screen"; else row "$keys" FAILED "4-after-$keys.png"; fi
done
press 3-arabic 5-emergency f9
stop_machine

boot 1024 768 systemd.wants=trials.service kompass.trials
name=
until [ "$name" = end ]; do next_line; done
photograph 6-after-trials
stop_machine
exit "$failed"
