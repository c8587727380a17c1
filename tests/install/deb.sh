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
sshd=/run/sshd-test.pid
finish()
{
    [ ! -e "$root$sshd" ] || kill "$(cat "$root$sshd")" || true
    umount "$root/dev/pts" "$root/proc" 2>/dev/null || true
    rm -rf "$root"
}
trap finish EXIT

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
mkdir -p "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -sf pts/ptmx "$root/dev/ptmx"
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
for unit in kiosk.service kiosk-wayland.service kompass-station.service kompass-sync.timer kompass-export.timer kompass-print.service kompass-backup.timer kompass-collect.timer kompass-links.timer kompass-proposals.timer; do
    [ "$(inside systemctl is-enabled "$unit")" = enabled ] || { echo "deb: $unit is not enabled" >&2; exit 1; }
done
[ "$(inside systemctl is-enabled ctrl-alt-del.target)" = masked ] || { echo "deb: ctrl-alt-del.target is not masked" >&2; exit 1; }
say "units enabled, Ctrl-Alt-Del masked"
inside id kompass-sync kompass-export kompass-kiosk kompass-print >/dev/null
say "users kompass-sync, kompass-export, kompass-kiosk and kompass-print: there"
for name in 'DejaVu Sans Mono' 'Noto Sans Mono' 'Noto Sans Ethiopic'; do
    inside env FONTCONFIG_FILE=/usr/share/kompass/wayland/fonts.conf fc-list --format '%{family}\n' | grep -q "^$name" ||
        { echo "deb: the font $name is missing" >&2; exit 1; }
done
[ "$(inside env FONTCONFIG_FILE=/usr/share/kompass/wayland/fonts.conf fc-match --format '%{family}' 'DejaVu Sans Mono')" = 'DejaVu Sans Mono' ]
say "the fonts of the graphical kiosk: there, and no others"

# The staff's door. anna and ben are staff, verein may put proposals into the inbox.
fail()
{
    echo "deb: $*" >&2
    exit 1
}
client() # PERSON CLIENT ARGUMENTS...
{
    local person=$1 program=$2
    shift 2
    inside "$program" -F /tmp/keys/config -i "/tmp/keys/$person" "$@"
}
editorial=/var/lib/kompass-editorial/editorial.db
[ "$(inside stat -c '%a %U %G' "${editorial%/*}")" = '2770 root kompass-staff' ] || fail "the rights of ${editorial%/*}"
cp -rL data/content "$root/tmp/content"
inside kompass import content /tmp/content --into "$editorial" >/dev/null
[ "$(inside stat -c '%a %G' "$editorial")" = '660 kompass-staff' ] || fail "the rights of $editorial"
mkdir "$root/tmp/keys"
printf 'HostName 127.0.0.1\nPort 2222\nStrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n' >"$root/tmp/keys/config"
for person in anna ben verein; do
    case $person in verein) group=kompass-inbox shell=/usr/sbin/nologin ;; *) group=kompass-staff shell=/bin/sh ;; esac
    inside useradd --create-home --shell "$shell" --groups "$group" "$person"
    inside ssh-keygen -q -t ed25519 -N '' -f "/tmp/keys/$person"
    install -D -m 644 "$root/tmp/keys/$person.pub" "$root/home/$person/.ssh/authorized_keys"
    # A home is full of traps, and none of them is stepped into.
    mkdir -p "$root/home/$person/.terminfo"
    echo 'touch /tmp/trap' | tee "$root/home/$person/.ssh/rc" "$root/home/$person/.profile" >"$root/home/$person/.bashrc"
done
inside /usr/sbin/sshd -o Port=2222 -o ListenAddress=127.0.0.1 -o "PidFile=$sshd"
for person in anna ben; do
    printf '\033[21~' | client "$person" ssh -tt "$person@127.0.0.1" >"$packages/login.log" || fail "$person cannot log in"
    grep -q 'Meine Arbeit' "$packages/login.log" || fail "$person does not see the first page"
    ! client "$person" ssh "$person@127.0.0.1" id >"$packages/login.log" 2>&1 || fail "$person may run commands"
    grep -q 'no commands and no file transfers' "$packages/login.log" || fail "$person is not told why there are no commands"
    ! echo ls | client "$person" sftp -b - "$person@127.0.0.1" >/dev/null 2>&1 || fail "$person may transfer files"
done
[ -z "$(inside find "${editorial%/*}" -type f ! -name 'drafts-*' ! -perm 660)" ] || fail "files beside the database are not the group's"
[ "$(inside find "${editorial%/*}" -name 'drafts-*.db' -perm 600 -printf '%u ')" ] || fail "there are no drafts"
[ -z "$(inside find "${editorial%/*}" -name 'drafts-*' ! -perm 600)" ] || fail "others can read what somebody has not saved"
say "anna and ben log in over SSH, to the program and nothing else"
echo 'put /tmp/keys/config proposal.json' | client verein sftp -b - verein@127.0.0.1 >/dev/null || fail "nothing can be put into the inbox"
cmp "$root/tmp/keys/config" "$root/var/lib/kompass-inbox/incoming/proposal.json"
for wish in 'ls /incoming' 'put /tmp/keys/config /proposal.json' 'get /etc/passwd'; do
    ! echo "$wish" | client verein sftp -b - verein@127.0.0.1 >/dev/null 2>&1 || fail "the inbox allows: $wish"
done
! client verein ssh verein@127.0.0.1 id >/dev/null 2>&1 || fail "the inbox runs commands"
[ ! -e "$root/tmp/trap" ] || fail "something of a home was run"
say "verein puts a file into the inbox, and sees none"
inside setpriv --reuid kompass-backup --regid kompass-backup --groups "$(inside getent group kompass-staff | cut -d : -f 3)" \
    kompass backup --from "$editorial" --to /var/backups/kompass >/dev/null
inside sh -c 'kompass check /var/backups/kompass/editorial-*.db' >/dev/null
say "backed up by its own user, and checked"
echo 'Nonsense yes' >"$root/etc/ssh/sshd_config.d/99-nonsense.conf"
inside sh -c 'apt-get install -qq --reinstall /tmp/*.deb' >>"$packages/install.log" 2>&1
grep -q 'kompass-staff: the configuration of sshd is wrong' "$packages/install.log" || fail "a wrong configuration of sshd is not told"
rm "$root/etc/ssh/sshd_config.d/99-nonsense.conf"
say "installed again over itself, beside a configuration of sshd that is wrong: told, and not loaded"

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
inside sh -c 'apt-get purge -qq kompass kompass-kiosk kompass-kiosk-wayland kompass-staff && apt-get autoremove -qq --purge' >>"$packages/install.log" 2>&1
inside find / -xdev \( -path /proc -o -path /tmp -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \
    -o -path /var/lib/kompass-editorial -o -path /var/lib/kompass-inbox -o -path /var/backups/kompass \) -prune -o -print | sort >"$packages/after"
[ -s "$root$editorial" ] || fail "what people wrote was purged"
left=$(comm -13 "$packages/before" "$packages/after" | grep -i kompass || true)
[ -z "$left" ] || { echo "deb: left after the purge: $left" >&2; exit 1; }
say "purged: nothing is left but what people have written"
