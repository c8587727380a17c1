# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Sourced by the scripts that make pictures: the visit that every terminal shows, and what they have in common.
# The sourcing script sets $build, $out, $work, $term and defines photograph FILE.

sizes='80x24 64x22 120x33'
languages='de ar uk vi'

# What every kiosk is started with; $1 is the language.
kiosk_command()
{
    kiosk=(env "TERM=$term" "$build/kompass-kiosk" --catalog "$build/golden/catalog" --now 2026-11-23T10:15 --idle 0 --language "$1")
}

# Waits until a frame is complete and none follows: the terminal has then had time to draw it.
wait_for_frame()
{
    local byte
    if ! IFS= read -r -n 1 -t "${patience:-15}" -u "$frames" byte; then
        echo "pictures: the kiosk showed nothing (see $work/terminal.log)" >&2
        return 1
    fi
    while IFS= read -r -n 1 -t 0.15 -u "$frames" byte; do :; done
}

# Types a key by its name: Enter, Esc, or that of terminfo.
type_key()
{
    case $1 in
        Enter) printf '\r' ;;
        Esc)   printf '\033' ;;
        *)     tput -T "$term" "$1" ;;
    esac >&"$typing"
}

# Types keys, a frame for each.
press()
{
    local key
    for key in "$@"; do
        type_key "$key"
        wait_for_frame || return 1
    done
}

# visit LANGUAGE SIZE: the first screen, home, the Bürgeramt, the guide of the first week, emergency, search with its keyboard,
# each with a picture.
visit()
{
    local name=$1.$2.png
    wait_for_frame && photograph "$out/attract.$name" &&
    press Enter Enter && photograph "$out/home.$name" &&
    press Enter kcud1 kcud1 Enter Enter && photograph "$out/offer.$name" &&
    press Esc Esc kcud1 kcud1 kcud1 kcud1 kcud1 kcud1 kcud1 kcud1 Enter && photograph "$out/guide.$name" &&
    press kf9 && photograph "$out/emergency.$name" &&
    press kf3 kf7 && photograph "$out/search.$name"
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
