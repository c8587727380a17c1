#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# units.sh BUILD: installs a station into an empty root and lets systemd judge its units: nothing to complain about, and
# none more exposed than its limit.
set -eu

build=$1
root=$build/station
rm -rf "$root"
make BUILD="$build" DESTDIR="$root" install-wayland install-staff >/dev/null

# What the units start and wait for, as far as Debian brings it: empty, as only its presence is asked for.
stubs='sh cat loadkeys'
for name in $stubs; do
    install -D -m 755 /dev/null "$root/usr/bin/$name"
done
for name in sysinit basic shutdown network network-online time-sync timers multi-user network-pre; do
    install -D -m 644 /dev/null "$root/usr/lib/systemd/system/$name.target"
done
for name in seatd systemd-udev-settle systemd-user-sessions plymouth-quit-wait console-setup systemd-vconsole-setup; do
    printf '[Service]\nExecStart=/usr/bin/cat\n' >"$root/usr/lib/systemd/system/$name.service"
done
mkdir -p "$root/usr/share/man/man1" "$root/usr/share/man/man8"

failed=0
check()
{
    unit=$1 limit=$2
    complaints=$(systemd-analyze verify --man=no --recursive-errors=no --root="$root" "$unit" 2>&1 || true)
    if [ -n "$complaints" ]; then
        echo "units: $unit: $complaints" >&2
        failed=1
    fi
    case $unit in
    *.service)
        # The threshold is in tenths.
        if ! figure=$(systemd-analyze security --offline=true --root="$root" --threshold="$limit" "$unit" | tail -1); then
            failed=1
        fi
        echo "  UNIT     $unit: ${figure#*: }"
        ;;
    esac
}
check kiosk.service 15
check kiosk-wayland.service 15
check kompass-trouble.service 20
check kompass-station.service 30
check kompass-sync.service 25
check kompass-export.service 15
check kompass-print.service 30
check kompass-backup.service 15
check kompass-backup.timer 0
check kompass-collect.service 25
check kompass-collect.timer 0
check kompass-links.service 25
check kompass-links.timer 0
check kompass-proposals.service 15
check kompass-proposals.timer 0
check kompass-sync.timer 0
check kompass-export.timer 0
exit "$failed"
