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
. "$lab/../lab-house.sh"
kernel=${GATEHOUSE_LAB_KERNEL:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/gatehouse-lab/kernel}

need 'qemu-system-x86 busybox-static cpio kmod iw hostapd iproute2' \
  qemu-system-x86_64 busybox cpio modprobe iw hostapd ip
"$lab/build-initrd.sh" "$kernel"
version=$(cat "$kernel/version")

open_house wifi
lay_wire 192.0.2.129/25 # the access point, inside, is 192.0.2.130
start_gatehouse 192.0.2.129
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
