#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# deb.sh FOLDER: installs the packages of FOLDER in a fresh Debian of their own, looks whether they do what they should, and
# purges them again: nothing of them may be left. Must be root. Prints one line for each step.
set -eu

packages=$(realpath "$1")
root=$(mktemp -d /var/tmp/kompass-deb.XXXXXX)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT

say()
{
    printf '  DEB      %s\n' "$*"
}

inside()
{
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" "$@"
}

mmdebstrap --quiet --variant=minbase --include=systemd-sysv bookworm "$root"
mount -t proc proc "$root/proc"
cp "$packages"/*.deb "$root/tmp"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
rm -f "$root"/tmp/*dbgsym*
inside find / -xdev \( -path /proc -o -path /tmp -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) \
    -prune -o -print | sort >"$packages/before"

inside sh -c 'apt-get update -qq && apt-get install -qq --no-install-recommends /tmp/*.deb' >"$packages/install.log" 2>&1 ||
    { tail -n 20 "$packages/install.log" >&2; exit 1; }
say "installed with $(inside dpkg-query -W -f='.' | wc -c) packages"
inside kompass-kiosk --check >"$packages/check.log"
say "kompass-kiosk --check: content"
inside kompass check /usr/share/kompass/catalog >/dev/null
say "kompass check of the catalog that came along: content"
for unit in kiosk.service kompass-station.service kompass-sync.timer; do
    [ "$(inside systemctl is-enabled "$unit")" = enabled ] || { echo "deb: $unit is not enabled" >&2; exit 1; }
done
[ "$(inside systemctl is-enabled ctrl-alt-del.target)" = masked ] || { echo "deb: ctrl-alt-del.target is not masked" >&2; exit 1; }
say "units enabled, Ctrl-Alt-Del masked"
inside id kompass-sync >/dev/null
say "user kompass-sync: there"
inside sh -c 'apt-get install -qq --reinstall /tmp/*.deb' >>"$packages/install.log" 2>&1
say "installed again over itself"

mkdir -p "$root/var/lib/kompass/catalog"
inside sh -c 'apt-get purge -qq kompass kompass-kiosk && apt-get autoremove -qq --purge' >>"$packages/install.log" 2>&1
inside find / -xdev \( -path /proc -o -path /tmp -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) \
    -prune -o -print | sort >"$packages/after"
left=$(comm -13 "$packages/before" "$packages/after" | grep -i kompass || true)
[ -z "$left" ] || { echo "deb: left after the purge: $left" >&2; exit 1; }
say "purged: nothing is left"
