#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# packages.sh: holds everything that needs Debian packages to the list of docs/dependencies.md: debian/control names the same
# ones, targets ask for groups that there are, no group is left over, and no script names a package by itself.
set -eu

failed=0
complain()
{
    echo "packages: $*" >&2
    failed=1
}

names() # GROUP...: of the list
{
    local group
    for group in "$@"; do deploy/packages.sh --list "$group"; done | sort -u
}

# field PACKAGE FIELD...: what the fields of a paragraph of debian/control name, without versions and substitutions.
field()
{
    local paragraph=$1
    shift
    awk -v paragraph="$paragraph" -v fields=" $* " '
        /^(Source|Package): / { inside = $2 == paragraph }
        /^[A-Z]/ { wanted = inside && index(fields, " " substr($1, 1, length($1) - 1) " "); sub(/^[^:]*: */, "") }
        wanted' debian/control | tr ',' '\n' | sed -E 's/\(.*//; s/\$\{.*//; s/[[:space:]]//g; /^$/d; /^kompass/d' | sort -u
}

same() # WHAT LISTED NAMED
{
    local difference
    difference=$(diff <(echo "$2") <(echo "$3") | sed -nE 's/^< /only in the list: /p; s/^> (.+)/only there: \1/p' | paste -sd ';')
    [ -z "$difference" ] || complain "$1 and docs/dependencies.md differ: $difference"
}

# What every Debian that builds packages has (Debian Policy, 4.2), and the package of what debhelper's level is asked by.
essential='gcc|libc6-dev|dpkg-dev'
same 'Build-Depends' "$({ names build fonts | grep -vxE "$essential"; echo debhelper-compat; } | sort -u)" "$(field kompass Build-Depends)"
binaries=$(sed -n 's/^Package: //p' debian/control)
for package in $binaries; do
    same "what $package depends on" "$(names "$package")" "$(field "$package" Depends Recommends)"
done

asked=$(grep -hoE '\.packages-[a-z]+' Makefile tests/tests.mk | sed 's/.*-//' | sort -u)
listed=$(awk -F ' *[|] *' '/^\| `/ { gsub(", ", "\n", $3); print $3 }' docs/dependencies.md | sort -u)
for group in $asked; do
    grep -qx "$group" <<<"$listed" || complain "a target asks for the group $group, which no package is in"
done
for group in $listed; do
    [ "$group" = machine ] || grep -qx "$group" <<<"$asked"$'\n'"$binaries" || complain "nothing installs the group $group"
done

twice=$(awk -F '`' '/^\| `/ { print $2 }' docs/dependencies.md | sort | uniq -d | paste -sd ' ')
[ -z "$twice" ] || complain "in the list twice: $twice (name both groups in one row)"

named=$(grep -nE '(apt-get|apt) [a-z -]*install [^$]*\b[a-z][a-z0-9.+-]{2,}' $(git ls-files '*.sh' 'Makefile' '*.mk' 2>/dev/null || find deploy tests -name '*.sh') |
    grep -v '/tmp/' | grep -v '^tests/lint/packages.sh\|^deploy/packages.sh' || true)
[ -z "$named" ] || complain "names packages by itself: $named"

exit "$failed"
