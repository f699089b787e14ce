#!/usr/bin/env bash
# Gatehouse against hostapd: an access point that asks for each device by its MAC, on simulated radios, with two Wi-Fi
# stations. The registered one joins, the other is refused, and a Disconnect-Request from Gatehouse ends the session.
# Everything with a radio runs inside QEMU, by software emulation, on Debian's own kernel. Takes about two minutes, and
# at the first time 70 MB of download.
#
#   npm run test:lab     (as root; Debian: qemu-system-x86 busybox-static cpio kmod iw hostapd iproute2)
#
# The network between the two is a namespace of its own, which is removed at the end.
set -euo pipefail

lab=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$lab/../../.." && pwd)
space="gatehouse-wifi-$$"
kernel=${GATEHOUSE_LAB_KERNEL:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/gatehouse-lab/kernel}
work=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-wifi-XXXXXX")
chmod 711 "$work"
mkdir "$work/out"
server=''
guest=''

fail() { echo "lab: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail 'this needs root: it makes a network namespace'
for tool in qemu-system-x86_64 busybox cpio modprobe iw hostapd ip; do
  command -v "$tool" >/dev/null ||
    fail "$tool is missing; apt-get install qemu-system-x86 busybox-static cpio kmod iw hostapd iproute2"
done
[ -e /dev/net/tun ] || fail '/dev/net/tun is missing'

inside() { ip netns exec "$space" "$@"; }

end() { # PROCESS
  [ -n "$1" ] && kill -0 "$1" 2>/dev/null || return 0
  kill -TERM "$1"
  wait "$1" || true
}
clean_up() {
  local outcome=$?
  trap - EXIT
  end "$guest"
  end "$server"
  ip netns del "$space" 2>/dev/null || true
  if [ "$outcome" = 0 ]; then rm -rf "$work"; else echo "lab: logs are in $work" >&2; fi
  exit "$outcome"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

"$lab/build-initrd.sh" "$kernel"
version=$(cat "$kernel/version")

# The wire between the access point (192.0.2.130, inside) and Gatehouse (192.0.2.129, here).
ip netns add "$space"
ip -n "$space" link set lo up
ip -n "$space" tuntap add dev tap0 mode tap
ip -n "$space" addr add 192.0.2.129/25 dev tap0
ip -n "$space" link set tap0 up

cd "$project"
# Not by a function: a signal must reach Gatehouse itself, not a shell around it.
ip netns exec "$space" "$project/gatehouse" start --data "$work/data" \
  --admin 127.0.0.1:8080 --radius-auth 192.0.2.129:1812 --radius-acct 192.0.2.129:1813 \
  >"$work/out/gatehouse.out" 2>"$work/out/gatehouse.err" &
server=$!
for _ in $(seq 600); do
  grep -q '^gatehouse ready' "$work/out/gatehouse.out" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/out/gatehouse.err" >&2; fail 'Gatehouse did not start'; }
  sleep 0.2
done
grep -q '^gatehouse ready' "$work/out/gatehouse.out" || fail 'Gatehouse did not become ready'

GATEHOUSE_TOKEN=$(inside "$project/gatehouse" token create --name lab --role owner --data "$work/data")
export GATEHOUSE_TOKEN
export PATH="$project/node_modules/.bin:$PATH"
inside node "$lab/prepare-wifi-lab.ts" http://127.0.0.1:8080

echo 'lab: joining'
mkdir "$work/guest"
timeout 300 ip netns exec "$space" qemu-system-x86_64 \
  -accel tcg -cpu max -m 512 -smp 1 -nographic -no-reboot \
  -kernel "$kernel/boot/vmlinuz-$version" -initrd "$kernel/initrd.gz" \
  -append "console=ttyS0 quiet panic=1 LAB=$lab KERNEL=$kernel" \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -virtfs "local,path=$work/guest,mount_tag=out,security_model=none" \
  -netdev tap,id=wire,ifname=tap0,script=no,downscript=no -device virtio-net-pci,netdev=wire \
  >"$work/out/console.log" 2>&1 </dev/null &
guest=$!
for _ in $(seq 240); do
  [ -e "$work/guest/joined" ] && break
  kill -0 "$guest" 2>/dev/null || { tail -20 "$work/out/console.log" >&2; fail 'the guest did not run'; }
  sleep 0.5
done
[ -e "$work/guest/joined" ] || { cat "$work/guest"/*.err >&2; fail 'nobody joined'; }

inside node "$lab/end-session.ts" http://127.0.0.1:8080 disconnect
touch "$work/guest/disconnected"
inside node "$lab/end-session.ts" http://127.0.0.1:8080 check
touch "$work/guest/checked"
wait "$guest" || true
guest=''
cat "$work/guest/links.txt"
passed=$(grep -c '^PASS' "$work/guest/links.txt" || true)
[ "$passed" = 3 ] || fail "$passed of 3 links were as they must be"
echo 'lab: 5 of 5'
