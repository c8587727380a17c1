#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# image.sh FOLDER TREE...: a bootable Debian in FOLDER: disk.ext4, vmlinuz, initrd.img. Each TREE (what `make install
# DESTDIR=TREE` writes, for example) is copied over its root. The bare Debian is kept in FOLDER/base for the next time.
# Must be root, as the files in the image have owners.
set -eu

folder=$1
shift
suite=bookworm
size=1600M

# The libraries are those of the programs; the rest is a Debian that boots.
packages='linux-image-amd64 systemd-sysv udev ncurses-base tzdata kbd'
libraries=$(find "$@" -path '*/bin/*' -type f -exec ldd {} + 2>/dev/null |
            sed -nE 's/.* => .*\/([^ /]+) .*/*\/x86_64-linux-gnu\/\1/p' | sort -u | xargs -r dpkg-query -S |
            sed 's/:.*//' | sort -u)
include=$(printf '%s\n' $packages $libraries | sort -u | paste -sd,)

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
for tree in "$@"; do
    cp -a --no-preserve=ownership "$tree/." "$root"
done
echo kompass >"$root/etc/hostname"
echo '/dev/vda / ext4 rw 0 1' >"$root/etc/fstab"
cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd.img"
rm -rf "$root"/boot/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
mke2fs -q -F -t ext4 -d "$root" "$folder/disk.ext4" "$size"
