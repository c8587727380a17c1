#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# packages.sh GROUP LIST: installs what is missing of the packages that LIST (docs/dependencies.md) names for GROUP.
# "build" is what `make run` needs; "test", "fonts", "fleet" and "tools" are that and what `make check`, `make fonts`,
# `make fleet` and `make lint` need besides.
set -eu

group=$1
list=$2

case $group in
    build) groups='build' ;;
    test)  groups='build|test|fonts' ;;
    fonts) groups='build|fonts' ;;
    tools) groups='build|test|fonts|tools' ;;
    fleet) groups='build|test|fleet' ;;
    *) echo "packages.sh: $group: no such group of packages (use build, test, fonts, fleet or tools)" >&2; exit 2 ;;
esac

wanted=$(sed -nE "s/^\| \`([a-z0-9.+-]+)\` \| ($groups) \|.*/\1/p" "$list")
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
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get update -qq &&
       $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/tmp/kompass-packages.$$ 2>&1
then
    tail -n 5 /tmp/kompass-packages.$$ >&2
    rm -f /tmp/kompass-packages.$$
    echo "packages.sh: apt-get could not install:$missing (check the network and /etc/apt/sources.list, then try again)" >&2
    exit 1
fi
rm -f /tmp/kompass-packages.$$
