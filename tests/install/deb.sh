#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# deb.sh FOLDER: installs the packages of FOLDER in a fresh Debian of their own, looks whether they do what they should, and
# purges them again: nothing of them may be left. Must be root. Prints one line for each step.
set -eu

packages=$(realpath "$1")
version=$(dpkg-deb --field "$packages"/kompass-kiosk_*.deb Version)
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
inside grep -q "^sha256 $(inside sha256sum /usr/share/kompass/catalog/1.db | cut -d " " -f 1)$" /usr/share/kompass/catalog.state
say "kompass check of the catalog that came along: content"
for unit in kiosk.service kiosk-wayland.service kompass-station.service kompass-sync.timer kompass-export.timer; do
    [ "$(inside systemctl is-enabled "$unit")" = enabled ] || { echo "deb: $unit is not enabled" >&2; exit 1; }
done
[ "$(inside systemctl is-enabled ctrl-alt-del.target)" = masked ] || { echo "deb: ctrl-alt-del.target is not masked" >&2; exit 1; }
say "units enabled, Ctrl-Alt-Del masked"
inside id kompass-sync kompass-export kompass-kiosk >/dev/null
say "users kompass-sync, kompass-export and kompass-kiosk: there"
for name in 'DejaVu Sans Mono' 'Noto Sans Mono' 'Noto Sans Ethiopic'; do
    inside env FONTCONFIG_FILE=/usr/share/kompass/wayland/fonts.conf fc-list --format '%{family}\n' | grep -q "^$name" ||
        { echo "deb: the font $name is missing" >&2; exit 1; }
done
[ "$(inside env FONTCONFIG_FILE=/usr/share/kompass/wayland/fonts.conf fc-match --format '%{family}' 'DejaVu Sans Mono')" = 'DejaVu Sans Mono' ]
say "the fonts of the graphical kiosk: there, and no others"
inside sh -c 'apt-get install -qq --reinstall /tmp/*.deb' >>"$packages/install.log" 2>&1
say "installed again over itself"

# The same packages under the next version's name: an upgrade with a setting that was changed, and back again.
mkdir "$root/tmp/next"
for package in "$root"/tmp/*.deb; do
    dpkg-deb --raw-extract "$package" "$root/tmp/unpacked"
    sed -i -E "/^(Version|Depends|Pre-Depends):/s/$version/$version+next/g" "$root/tmp/unpacked/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$root/tmp/unpacked" "$root/tmp/next" >/dev/null
    rm -rf "$root/tmp/unpacked"
done
echo 'idle = 60' >>"$root/etc/kompass/kiosk.conf"
inside sh -c 'apt-get install -qq --allow-downgrades /tmp/next/*.deb' >>"$packages/install.log" 2>&1
[ "$(inside dpkg-query -W -f='${Version}' kompass-kiosk-wayland)" = "$version+next" ]
inside sh -c 'apt-get install -qq --allow-downgrades /tmp/*.deb' >>"$packages/install.log" 2>&1
[ "$(inside dpkg-query -W -f='${Version}' kompass-kiosk-wayland)" = "$version" ]
grep -qx 'idle = 60' "$root/etc/kompass/kiosk.conf"
[ "$(inside systemctl is-enabled kiosk.service)" = enabled ]
say "upgraded and downgraded: the changed setting is still there"

mkdir -p "$root/var/lib/kompass/catalog"
inside sh -c 'apt-get purge -qq kompass kompass-kiosk kompass-kiosk-wayland && apt-get autoremove -qq --purge' >>"$packages/install.log" 2>&1
inside find / -xdev \( -path /proc -o -path /tmp -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) \
    -prune -o -print | sort >"$packages/after"
left=$(comm -13 "$packages/before" "$packages/after" | grep -i kompass || true)
[ -z "$left" ] || { echo "deb: left after the purge: $left" >&2; exit 1; }
say "purged: nothing is left"
