#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# tls.sh BUILD: what a poll that finds nothing new costs on the wire, for server certificates as they are in use: HTTP and TLS
# apart, with a whole handshake and with a resumed session. nginx on loopback, bytes counted by the kernel.
set -eu

build=$(realpath "$1")
work=$build/tls
port=$((20000 + $$ % 20000))
nginx_pid=
trap '[ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null || true' EXIT
rm -rf "$work" && mkdir -p "$work/web" && cd "$work"
for file in manifest.json manifest.json.minisig catalog-2.db.zst; do head -c 900 /dev/zero | tr '\0' '0' >"web/$file"; done
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)

# ---- certificates ----------------------------------------------------------------------------------------------------

# What public authorities put into a certificate: addresses of their services, a policy, and the promises of two logs that all
# certificates are held to (RFC 6962), which are 243 bytes of noise here.
sct=$({ printf '\x04\x81\xf0\x00\xee'; head -c 238 /dev/urandom; } | od -An -v -tx1 | tr -d ' \n' | sed 's/../&:/g; s/:$//')
cat >extensions.cnf <<END
[intermediate]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, digitalSignature, keyCertSign, cRLSign
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = caIssuers;URI:http://x1.i.authority.example/
crlDistributionPoints = URI:http://x1.c.authority.example/
certificatePolicies = 2.23.140.1.2.1
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = IP:127.0.0.1, DNS:kompass.town.example, DNS:www.kompass.town.example
authorityInfoAccess = OCSP;URI:http://o.authority.example, caIssuers;URI:http://i.authority.example/
crlDistributionPoints = URI:http://c.authority.example/41.crl
certificatePolicies = 2.23.140.1.2.1
1.3.6.1.4.1.11129.2.4.2 = DER:$sct
END

# issue NAME ISSUER SECTION ALGORITHM...: a key and a certificate, signed by the issuer.
issue() {
    local name=$1 issuer=$2 section=$3
    shift 3
    openssl req -new -newkey "$@" -nodes -keyout "$name.key" -out "$name.csr" -subj "/C=DE/O=Test Authority/CN=$name" 2>>openssl.log
    openssl x509 -req -in "$name.csr" -CA "$issuer.pem" -CAkey "$issuer.key" -days 90 -sha256 -extfile extensions.cnf \
        -extensions "$section" -out "$name.pem" 2>>openssl.log
}

# chain KIND ALGORITHM...: KIND.chain is the leaf and the intermediate; KIND-root.pem is what a client trusts.
chain() {
    local kind=$1
    shift
    openssl req -x509 -newkey "$@" -nodes -keyout "$kind-root.key" -out "$kind-root.pem" -days 90 -subj "/CN=$kind-root" \
        -addext keyUsage=critical,keyCertSign 2>>openssl.log
    issue "$kind-intermediate" "$kind-root" intermediate "$@"
    issue "$kind-leaf" "$kind-intermediate" leaf "$@"
    cat "$kind-leaf.pem" "$kind-intermediate.pem" >"$kind.chain"
}

# ---- polls -----------------------------------------------------------------------------------------------------------

serve() { # CHAIN KEY ROOT on|off: with session tickets or without
    cat >nginx.conf <<END
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx-error;
$([ "$(id -u)" -ne 0 ] || echo "user $(id -un);")
events { }
http {
    log_format bytes '\$status \$bytes_sent';
    access_log $work/access bytes;
    client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
    types { application/json json; }
    server {
        listen 127.0.0.1:$port ssl http2;
        ssl_certificate $work/$1;
        ssl_certificate_key $work/$2;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_session_tickets $4;
        root $work/web;
    }
}
END
    rm -f nginx.pid
    "$nginx" -p "$work" -c "$work/nginx.conf" 2>>nginx-start &
    nginx_pid=$!
    until [ -s nginx.pid ] && curl -s --cacert "$3" -o probe "https://127.0.0.1:$port/manifest.json"; do kill -0 "$nginx_pid"; done
    : >access
}

# The bytes of a handshake that the server sends; with further arguments for openssl.
handshake() {
    printf 'GET /manifest.json HTTP/1.0\r\n\r\n' | openssl s_client -connect "127.0.0.1:$port" -ign_eof "$@" 2>>openssl.log |
        sed -nE 's/^SSL handshake has read ([0-9]+) bytes.*/\1/p'
}

row='%-38s %8s %8s %8s %12s %12s %12s\n'
stop() {
    kill "$nginx_pid"
    wait "$nginx_pid" || true # its log is whole then
    nginx_pid=
}

# One kiosk that polls twice: the second time it has what is there. Prints the bytes of that poll.
poll() { # ROOT
    "$build/bench/fleet" "https://127.0.0.1:$port" "$1" 1 2 1 full true | cut -d ' ' -f 3
}

measure() { # TITLE CHAIN KEY ROOT
    local down http without whole resumed
    serve "$2" "$3" "$4" off
    without=$(poll "$4")
    stop
    serve "$2" "$3" "$4" on
    down=$(poll "$4")
    whole=$(handshake -CAfile "$4" -sess_out session)
    resumed=$(handshake -CAfile "$4" -sess_in session)
    stop
    http=$(sed -n 's/^304 //p' access)
    # shellcheck disable=SC2059
    printf "$row" "$1" "$http" "$((down - http))" "$down" "$without" "$whole" "$resumed"
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -out own.pem -days 2 -subj /CN=town \
    -addext subjectAltName=IP:127.0.0.1 2>openssl.log
chain ecdsa ec -pkeyopt ec_paramgen_curve:P-256
chain rsa rsa:2048
echo "A poll that finds nothing new (304), bytes down at the TCP connection"
echo
# shellcheck disable=SC2059
printf "$row" '' HTTP TLS all 'no tickets' handshake resumed
measure 'one certificate, ECDSA, self-signed' own.pem own.key own.pem
measure 'leaf and intermediate, ECDSA P-256' ecdsa.chain ecdsa-leaf.key ecdsa-root.pem
measure 'leaf and intermediate, RSA 2048' rsa.chain rsa-leaf.key rsa-root.pem
