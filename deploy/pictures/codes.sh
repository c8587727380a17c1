#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# codes.sh FOLDER: reads the codes in the pictures of the page from which a thing is taken along, as a telephone would. On a screen of 40
# columns there is none. Names each picture whose code is not read.
set -eu

unread=0
for picture in "$1"/take.*.png; do
    case $picture in *.40x12.*) continue ;; esac
    if ! ZXingReader -bytes -format QRCode "$picture" 2>/dev/null | grep -q 'Bürgeramt Dessau'; then
        echo "pictures: $picture: no code is read" >&2
        unread=$((unread + 1))
    fi
done
exit $((unread > 0))
