#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# packages.sh GROUP: installs what is missing of the Debian packages that docs/dependencies.md names for the group.
# packages.sh --list GROUP: prints their names, a line each.
set -eu

list=$(dirname "$0")/../docs/dependencies.md
action=install
if [ "$1" = --list ]; then
    action=list
    shift
fi
group=$1

# Rows of the tables: | `package` | group, group | why |
wanted=$(awk -F ' *[|] *' -v group="$group" '
    /^\| `/ {
        count = split($3, groups, ", ")
        for (i = 1; i <= count; i++)
            if (groups[i] == group)
                print substr($2, 2, length($2) - 2)
    }' "$list")
if [ -z "$wanted" ]; then
    echo "packages.sh: $group: no such group of packages (see docs/dependencies.md)" >&2
    exit 2
fi
if [ "$action" = list ]; then
    echo "$wanted"
    exit 0
fi

exec 9<"$list" # one at a time: dpkg has a single database
flock 9
missing=
for package in $wanted; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "packages.sh: packages are missing:$missing (run as root: apt-get install$missing)" >&2
        exit 1
    fi
    as_root=sudo
fi

echo "  INSTALL $missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $as_root apt-get update -qq &&
       $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1
then
    tail -n 5 "$log" >&2
    echo "packages.sh: apt-get could not install:$missing (check the network and /etc/apt/sources.list, then try again)" >&2
    exit 1
fi
