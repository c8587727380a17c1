#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# image.sh FOLDER THING...: a bootable Debian in FOLDER: disk.ext4, vmlinuz, initrd.img. A THING is a tree (what `make
# install DESTDIR=TREE` writes, for example), which is copied over its root, or a Debian package, which apt installs there
# with all others. The bare Debian with what the things need is kept in FOLDER/base for the next time. Must be root, as the
# files in the image have owners.
set -eu

folder=$1
shift
suite=bookworm
size=2400M
trees=()
packages=()
for thing in "$@"; do
    case $thing in
    *.deb) packages+=("$thing") ;;
    *) trees+=("$thing") ;;
    esac
done

# What the things need, and a Debian that boots.
bare=$("$(dirname "$0")/../packages.sh" --list machine)
libraries=
[ ${#trees[@]} = 0 ] || libraries=$(find "${trees[@]}" -path '*/bin/*' -type f -exec ldd {} + 2>/dev/null |
            sed -nE 's/.* => .*\/([^ /]+) .*/*\/x86_64-linux-gnu\/\1/p' | sort -u | xargs -r dpkg-query -S |
            sed 's/:.*//' | sort -u)
depends=
for package in "${packages[@]}"; do
    depends+=" $(dpkg-deb --field "$package" Depends | tr ',' '\n' | sed 's/(.*//; s/|.*//; /kompass/d')"
done
include=$(printf '%s\n' $bare $libraries $depends | sort -u | paste -sd,)

mkdir -p "$folder"
if [ "$(cat "$folder/packages" 2>/dev/null)" != "$include" ]; then
    rm -rf "$folder/base" "$folder/packages"
    mmdebstrap --quiet --variant=minbase --format=directory --include="$include" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' "$suite" "$folder/base"
    echo "$include" >"$folder/packages"
fi

root=$folder/root
trap 'rm -rf "$root"' EXIT
rm -rf "$root"
cp -a --reflink=auto "$folder/base" "$root"
if [ ${#packages[@]} -gt 0 ]; then
    cp "${packages[@]}" "$root/tmp"
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" sh -c \
        'apt-get install -y -qq --no-install-recommends /tmp/*.deb' >"$folder/install.log" 2>&1 ||
        { tail -n 20 "$folder/install.log" >&2; exit 1; }
    rm -f "$root"/tmp/*.deb
fi
for tree in "${trees[@]}"; do
    cp -a --no-preserve=ownership "$tree/." "$root"
done
# mke2fs writes times in whole seconds: fontconfig would take its cache for outdated, and read all fonts at every start.
if [ -x "$root/usr/bin/fc-cache" ]; then
    find "$root/usr/share/fonts" -type d -exec touch -d "$(date)" {} +
    chroot "$root" fc-cache --force
fi
echo kompass >"$root/etc/hostname"
echo '/dev/vda / ext4 rw 0 1' >"$root/etc/fstab"
cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd.img"
rm -rf "$root"/boot/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
mke2fs -q -F -t ext4 -d "$root" "$folder/disk.ext4" "$size"
