# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Sourced by the scripts that make pictures: the visit that every terminal shows, and what they have in common.
# The sourcing script sets $build, $out, $work, $term and defines photograph FILE.

sizes='120x33 80x24 64x22 40x12'
languages='de ar uk ti'
themes='day night contrast monochrome'
pages='attract home topic offer guide emergency results'

# What every kiosk is started with; $1 is the language, $2 the theme.
kiosk_command()
{
    echo "theme = $2" >"$work/$2.conf"
    kiosk=(env "TERM=$term" "$build/kompass-kiosk" --catalog "$build/golden/catalog" --config "$work/$2.conf"
           --now 2026-11-23T10:15 --idle 0 --language "$1")
}

# Waits until a frame is complete and none follows: the terminal has then had time to draw it.
wait_for_frame()
{
    local byte
    if ! IFS= read -r -n 1 -t "${patience:-15}" -u "$frames" byte; then
        echo "pictures: the kiosk showed nothing (see $work/terminal.log)" >&2
        return 1
    fi
    while IFS= read -r -n 1 -t "${settled:-0.2}" -u "$frames" byte; do :; done
}

# Types a key by its name: Enter, that of terminfo, or what is printed on it.
type_key()
{
    case $1 in
        Enter) printf '\r' ;;
        k*)    tput -T "$term" "$1" ;;
        *)     printf '%s' "$1" ;;
    esac >&"$typing"
}

# Types keys, and waits for what comes of the last one.
press()
{
    local key
    for key in "$@"; do type_key "$key"; done
    wait_for_frame
}

# visit LANGUAGE SIZE THEME: the first screen; home; where one's address is registered, and the Bürgeramt; the guide of the first
# week; emergency; what is found for a word. A picture of each, by the names of $pages.
visit()
{
    local name=$1.$2.$3.png
    wait_for_frame && photograph "$out/attract.$name" &&
    press Enter Enter && photograph "$out/home.$name" &&
    press Enter kcud1 kcud1 Enter && photograph "$out/topic.$name" &&
    press Enter && photograph "$out/offer.$name" &&
    press kf4 1 5 Enter && photograph "$out/guide.$name" &&
    press kf9 && photograph "$out/emergency.$name" &&
    press kf3 a r z t && photograph "$out/results.$name"
}

# Pipes for one visit, open at both ends so that nobody waits for the other.
open_pipes()
{
    rm -f "$work/keys" "$work/ready"
    mkfifo "$work/keys" "$work/ready"
    exec {typing}<>"$work/keys" {frames}<>"$work/ready"
}

close_pipes()
{
    exec {typing}>&- {frames}>&-
}
