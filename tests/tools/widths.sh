#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# widths.sh BUILD: runs width_check in every terminal that is installed, on displays that nobody sees, and prints what each
# says. Fails when xterm or foot differ from the layouts.
set -eu

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 777 "$work"
server=
trap 'kill $server 2>/dev/null || true; wait; rm -rf "$work"' EXIT
export HOME=$work XDG_RUNTIME_DIR=$work/run
mkdir -m 777 "$XDG_RUNTIME_DIR"

texts=("$source"/locales/*/*.txt "$source"/tests/golden/*.txt)
mapfile -t -O ${#texts[@]} texts < <(find "$source/data/content" -name '*.json' | sort)

# The command for a terminal to run: the check in letters that are small enough for two rows.
cat >"$work/inside.sh" <<INSIDE
#!/bin/sh
sleep 0.3 # a window of its final size
$(printf '%q ' "$build/tools/width_check" ) "\$1" "$work/\$1" $(printf '%q ' "${texts[@]}") 2>"$work/\$1.errors"
echo \$? >"$work/\$1.status"
INSIDE
chmod 755 "$work/inside.sh"

# try NAME COMMAND...: runs the terminal until the check in it has ended. The terminal's own settings come before.
failed=
try()
{
    local name=$1 terminal attempt status
    shift
    "$@" >"$work/$name.log" 2>&1 &
    terminal=$!
    for ((attempt = 0; attempt < 300; attempt++)); do
        [ -s "$work/$name.status" ] && break
        sleep 0.1
    done
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    status=$(cat "$work/$name.status" 2>/dev/null || echo none)
    cat "$work/$name" "$work/$name.errors" 2>/dev/null || true
    if [ "$status" = none ]; then
        echo "$name: did not start: $(tail -n 1 "$work/$name.log")"
    fi
    case $name in
        xterm | foot) [ "$status" = 0 ] || failed="$failed $name" ;;
    esac
}

have()
{
    command -v "$1" >/dev/null || { echo "$1: skipped, not installed"; return 1; }
}

if have Xvfb; then
    exec {number}<>"$(mkfifo "$work/number"; echo "$work/number")"
    Xvfb -displayfd "$number" -screen 0 1280x720x24 -nolisten tcp >"$work/server.log" 2>&1 &
    server=$!
    read -r -t 15 -u "$number" display
    export DISPLAY=:$display
    if have xterm; then
        try xterm env XENVIRONMENT="$source/deploy/pictures/Xresources" xterm -e "$work/inside.sh" xterm
    fi
    if have konsole; then
        try konsole env QT_QPA_PLATFORM=xcb konsole --nofork --separate -e "$work/inside.sh" konsole
    fi
    if have mlterm; then
        try mlterm mlterm --type=xft -e "$work/inside.sh" mlterm
    fi
    if have kitty; then
        try kitty env LIBGL_ALWAYS_SOFTWARE=1 kitty "$work/inside.sh" kitty
    fi
fi
if have tmux; then
    tmux -S "$work/tmux.socket" -f /dev/null new-session -d -x 80 -y 24 "$work/inside.sh" tmux
    try tmux true
fi
if have cage && have foot; then
    as_user=()
    [ "$(id -u)" != 0 ] || as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups --) # cage refuses root
    [ "$(id -u)" != 0 ] || chown nobody "$XDG_RUNTIME_DIR"
    chmod 700 "$XDG_RUNTIME_DIR"
    try foot "${as_user[@]}" env WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
        cage -- foot --config=/dev/null "$work/inside.sh" foot
fi
[ -z "$failed" ] || { echo "widths differ in:$failed"; exit 1; }
