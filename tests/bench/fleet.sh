#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# fleet.sh BUILD: nginx on loopback, KIOSKS kiosks for a simulated week with a release a day. Prints what a kiosk's week costs,
# and what it costs the server, with full downloads, with patches, and with rsync of the bare file.
set -eu

build=$(realpath "$1")
kiosks=${KIOSKS:-1000} polls=${POLLS:-24} days=7 sample=5
source=$(realpath "$(dirname "$0")/../..")
kompass=$build/kompass
work=$build/fleet
port=$((20000 + $$ % 20000))
nginx_pid= rsync_pid=

finish() {
    [ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null || true
    [ -z "$rsync_pid" ] || kill "$rsync_pid" 2>/dev/null || true
}
trap finish EXIT

# ---- a week of releases: each day two of the hundred offers change, in every language ------------------------------------

rm -rf "$work" && mkdir -p "$work/releases" "$work/web" "$work/bare" "$work/log"
cd "$work"
echo "making $((days + 1)) releases ..."
"$kompass" import content "$source/data/content" --into editorial.db >log/import
"$kompass" keygen --public key.pub --secret key.sec >log/keygen
offers=$(sqlite3 editorial.db 'SELECT count(*) FROM offer')
edits=$(((offers + 50) / 100))
for day in $(seq 0 $days); do
    export SOURCE_DATE_EPOCH=$((1795392000 + day * 86400))
    [ "$day" = 0 ] || sqlite3 editorial.db "UPDATE text SET text = text || ' ($day)' WHERE field = 'summary' AND thing IN
        (SELECT id FROM thing WHERE kind = 'offer' ORDER BY slug LIMIT $edits OFFSET $((day * edits * 3)))"
    "$kompass" publish --from editorial.db --to release --key key.sec >>log/publish
    cp -R release "releases/$day"
    "$kompass" sync --from release --catalog adopted --key key.pub >>log/sync
    cp "adopted/$((day + 1)).db" "bare/$day.db"
done
unset SOURCE_DATE_EPOCH
patches=$(find release -name 'patch-*' | wc -l)

# What a publication does to the web server's folder: new files, the manifest last.
cat >publish.sh <<'END'
#!/bin/bash
set -eu
cd "$(dirname "$0")"
cp -u "releases/$1"/*.zst web/
for file in manifest.json.minisig manifest.json; do cp "releases/$1/$file" "web/.$file" && mv "web/.$file" "web/$file"; done
END
chmod +x publish.sh

# ---- the server ------------------------------------------------------------------------------------------------------

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.pem -days 2 \
    -subj /CN=kompass-fleet -addext subjectAltName=IP:127.0.0.1 2>log/openssl
cat >nginx.conf <<END
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/log/nginx-error;
$([ "$(id -u)" -ne 0 ] || echo "user $(id -un);")
events { worker_connections 1024; }
http {
    access_log $work/log/access;
    client_body_temp_path $work/log/body; proxy_temp_path $work/log/proxy; fastcgi_temp_path $work/log/fastcgi;
    uwsgi_temp_path $work/log/uwsgi; scgi_temp_path $work/log/scgi;
    sendfile on;
    types { application/json json; }
    server {
        listen 127.0.0.1:$port ssl http2 backlog=1024;
        ssl_certificate $work/server.pem;
        ssl_certificate_key $work/server.key;
        root $work/web;
    }
}
END
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)

start_nginx() {
    "$nginx" -p "$work" -c "$work/nginx.conf" 2>>log/nginx-start &
    nginx_pid=$!
    until [ -s nginx.pid ] && curl -s --cacert server.pem -o log/probe "https://127.0.0.1:$port/"; do
        kill -0 "$nginx_pid" # it has ended: see log/nginx-start
    done
}
stop_nginx() {
    kill "$nginx_pid" && wait "$nginx_pid" || true
    nginx_pid=
}

# User and system time of a process and of its children that ended, in milliseconds.
cpu_of() {
    local tick
    tick=$(getconf CLK_TCK)
    sed 's/.*) //' "/proc/$1/stat" | awk -v tick="$tick" '{ print int(($12 + $13 + $14 + $15) * 1000 / tick) }'
}

simulate() { # full|patch
    rm -f web/*
    ./publish.sh 0
    start_nginx
    local worker started
    worker=$(cat "/proc/$nginx_pid/task/$nginx_pid/children")
    started=$SECONDS
    SSL_CERT_FILE=server.pem "$build/bench/fleet" "https://127.0.0.1:$port" server.pem "$kiosks" "$polls" "$days" "$1" \
        "$work/publish.sh" >"log/$1"
    echo "$(cat "log/$1") $(cpu_of "${worker%% *}") $((SECONDS - started))" >"log/$1"
    [ "$1" = full ] && real_sync
    stop_nginx
}

# The real program against the same server: how long a sync takes that finds nothing new, the median of 21.
real_sync() {
    local began
    export SSL_CERT_FILE=$work/server.pem
    "$kompass" sync --from "https://127.0.0.1:$port" --catalog real --key key.pub >log/real
    for _ in $(seq 21); do
        began=$(date +%s%N)
        "$kompass" sync --from "https://127.0.0.1:$port" --catalog real --key key.pub >>log/real
        echo $((($(date +%s%N) - began) / 1000)) # microseconds
    done | sort -n | sed -n 11p >log/real-time
    unset SSL_CERT_FILE
}

# ---- rsync -----------------------------------------------------------------------------------------------------------

# rsync writes the bytes that it sent and received at the end; nothing of a kiosk's week depends on the others, so some stand
# for all.
simulate_rsync() {
    mkdir -p rsync-web
    cat >rsyncd.conf <<END
port = $((port + 1))
address = 127.0.0.1
use chroot = no
pid file = $work/rsync.pid
log file = $work/log/rsyncd
[town]
path = $work/rsync-web
read only = yes
END
    cp bare/0.db rsync-web/town.db
    local rsync=rsync://127.0.0.1:$((port + 1))/town/town.db kiosk day poll
    rsync --daemon --no-detach --config=rsyncd.conf &
    rsync_pid=$!
    until rsync -q "$rsync" log/probe.db 2>/dev/null; do kill -0 "$rsync_pid"; done
    for kiosk in $(seq "$sample"); do rsync -tq "$rsync" "kiosk-$kiosk.db"; done
    local before
    before=$(cpu_of "$rsync_pid")
    : >log/rsync-new; : >log/rsync-same
    for day in $(seq "$days"); do
        cp "bare/$day.db" rsync-web/.new && mv rsync-web/.new rsync-web/town.db
        for kiosk in $(seq "$sample"); do
            rsync -tz --stats "$rsync" "kiosk-$kiosk.db" >>log/rsync-new
        done
    done
    echo $(($(cpu_of "$rsync_pid") - before)) >log/rsync-new-cpu
    before=$(cpu_of "$rsync_pid")
    for poll in $(seq 100); do rsync -tz --stats "$rsync" kiosk-1.db >>log/rsync-same; done
    echo $(($(cpu_of "$rsync_pid") - before)) >log/rsync-same-cpu
    kill "$rsync_pid"
    wait "$rsync_pid" || true
    rsync_pid=
}

# Sum of "Total bytes received" or "sent" in a file of statistics.
rsync_bytes() { sed -n "s/^Total bytes $2: \([0-9,]*\).*/\1/p" "$1" | tr -d , | awk '{ sum += $1 } END { print sum + 0 }'; }

# ---- the table -------------------------------------------------------------------------------------------------------

simulate full
[ "$patches" -eq 0 ] || simulate patch
simulate_rsync

echo
echo "$kiosks kiosks, one week, a release a day with $edits of $offers offers changed, a poll each $((24 * 60 / polls)) minutes,"
echo "one kiosk in 20 off each day. Catalog $(stat -c %s bare/0.db) bytes, compressed $(stat -c %s releases/0/*.zst | head -n 1) bytes."
echo "Bytes at the TCP connection, TLS included (rsync: its own count, without TLS and without TCP)."
echo
row='%-10s %12s %12s %12s %12s %12s %14s\n'
printf "$row" '' 'requests' 'down, KiB' 'up, KiB' 'nothing new' 'new release' 'server CPU'
printf "$row" '' 'a kiosk' 'a kiosk' 'a kiosk' 'down, bytes' 'down, bytes' 's, all kiosks'
for kind in full patch; do
    [ -s "log/$kind" ] || continue
    read -r same_polls same_requests same_down same_up new_polls new_requests new_down new_up busiest cpu seconds <"log/$kind"
    awk -v row="$row" -v kind="$kind" -v k="$kiosks" -v sp="$same_polls" -v sr="$same_requests" -v sd="$same_down" \
        -v su="$same_up" -v np="$new_polls" -v nr="$new_requests" -v nd="$new_down" -v nu="$new_up" -v cpu="$cpu" 'BEGIN {
        printf row, kind, sprintf("%.0f", (sr + nr) / k), sprintf("%.0f", (sd + nd) / k / 1024),
            sprintf("%.0f", (su + nu) / k / 1024), sprintf("%.0f", sd / sp), sprintf("%.0f", nd / np), sprintf("%.1f", cpu / 1000) }'
done
awk -v row="$row" -v new="$(rsync_bytes log/rsync-new received)" -v new_up="$(rsync_bytes log/rsync-new sent)" \
    -v same="$(rsync_bytes log/rsync-same received)" -v same_up="$(rsync_bytes log/rsync-same sent)" \
    -v sample="$sample" -v days="$days" -v polls="$polls" -v k="$kiosks" \
    -v new_cpu="$(cat log/rsync-new-cpu)" -v same_cpu="$(cat log/rsync-same-cpu)" 'BEGIN {
    on = 0.95 * days; news = on; sames = on * polls - news
    new /= sample * days; new_up /= sample * days; same /= 100; same_up /= 100
    printf row, "rsync", sprintf("%.0f", on * polls), sprintf("%.0f", (news * new + sames * same) / 1024),
        sprintf("%.0f", (news * new_up + sames * same_up) / 1024), sprintf("%.0f", same), sprintf("%.0f", new),
        sprintf("%.1f", k * (news * new_cpu / (sample * days) + sames * same_cpu / 100) / 1000) }'
echo
read -r _ _ _ _ _ _ _ _ busiest _ seconds <log/full
echo "Busiest second of a day: $busiest polls. The week with full downloads passed in $seconds s."
awk -v us="$(cat log/real-time)" 'BEGIN { printf "A real sync that finds nothing new, process start and TLS on loopback included: %.1f ms.\n", us / 1000 }'
