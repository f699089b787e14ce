#!/usr/bin/env bash
# Gatehouse against a real PPPoE concentrator: rp-pppoe and pppd with its RADIUS plugin, running under
# User Mode Linux, dialled by real PPPoE clients. Seven dials, each with the outcome it must have, then
# what Gatehouse wrote down about them. Takes about two minutes.
#
#   npm run test:lab           (as root; Debian: user-mode-linux ppp pppoe iproute2 iputils-ping)
#
# Everything happens in a network namespace of its own, which is removed at the end.
set -euo pipefail

lab=$(cd "$(dirname "$0")" && pwd)
. "$lab/../lab-house.sh"

need 'user-mode-linux ppp pppoe iproute2 iputils-ping' linux.uml pppd pppoe-server ip ping
open_house lab
lay_wire 192.0.2.1/24 # the concentrator, inside, is 192.0.2.2
start_gatehouse 0.0.0.0
inside node "$lab/prepare-lab.ts" http://127.0.0.1:8080

echo 'lab: dialling'
timeout 300 ip netns exec "$space" linux.uml mem=192M rootfstype=hostfs rootflags=/ ro \
  init="$lab/guest.sh" LAB="$lab" OUT="$work/out" \
  vec0:transport=tap,ifname=tap0,depth=64,gro=0 con=null con0=null,fd:1 quiet \
  >"$work/out/guest.log" 2>&1 </dev/null || true

[ -s "$work/out/dials.txt" ] || { tail -20 "$work/out/guest.log" >&2; fail 'the guest did not dial'; }
cat "$work/out/dials.txt"
passed=$(grep -c '^PASS' "$work/out/dials.txt" || true)
[ "$passed" = 7 ] || fail "$passed of 7 dials ended as they must"
inside node "$lab/check-records.ts" http://127.0.0.1:8080
echo 'lab: 7 of 7'
