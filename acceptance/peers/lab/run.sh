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
project=$(cd "$lab/../../.." && pwd)
space="gatehouse-lab-$$"
work=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-lab-XXXXXX")
chmod 711 "$work"
mkdir "$work/out"
server=''

fail() { echo "lab: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail 'this needs root: it makes a network namespace'
for tool in linux.uml pppd pppoe-server ip ping; do
  command -v "$tool" >/dev/null || fail "$tool is missing; apt-get install user-mode-linux ppp pppoe iproute2 iputils-ping"
done
[ -e /dev/net/tun ] || fail '/dev/net/tun is missing'

inside() { ip netns exec "$space" "$@"; }

clean_up() {
  local outcome=$?
  trap - EXIT
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    kill -TERM "$server"
    wait "$server" || true
  fi
  ip netns del "$space" 2>/dev/null || true
  if [ "$outcome" = 0 ]; then rm -rf "$work"; else echo "lab: logs are in $work" >&2; fi
  exit "$outcome"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# The wire between the concentrator (192.0.2.2, inside) and Gatehouse (192.0.2.1, here).
ip netns add "$space"
ip -n "$space" link set lo up
ip -n "$space" tuntap add dev tap0 mode tap
ip -n "$space" addr add 192.0.2.1/24 dev tap0
ip -n "$space" link set tap0 up

cd "$project"
gatehouse() { inside "$project/gatehouse" "$@" --data "$work/data"; }

# Not by the function: a signal must reach Gatehouse itself, not a shell around it.
ip netns exec "$space" "$project/gatehouse" start --data "$work/data" \
  --admin 127.0.0.1:8080 --radius-auth 0.0.0.0:1812 --radius-acct 0.0.0.0:1813 \
  >"$work/out/gatehouse.out" 2>"$work/out/gatehouse.err" &
server=$!
for _ in $(seq 600); do
  grep -q '^gatehouse ready' "$work/out/gatehouse.out" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/out/gatehouse.err" >&2; fail 'Gatehouse did not start'; }
  sleep 0.2
done
grep -q '^gatehouse ready' "$work/out/gatehouse.out" || fail 'Gatehouse did not become ready'

GATEHOUSE_TOKEN=$(gatehouse token create --name lab --role owner)
export GATEHOUSE_TOKEN
export PATH="$project/node_modules/.bin:$PATH"
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
