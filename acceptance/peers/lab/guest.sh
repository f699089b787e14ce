#!/bin/sh
# The first process of the guest. Its root file system is this machine's, read-only; LAB and OUT come
# from the kernel's command line.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
for mount in 'proc /proc' 'sysfs /sys' 'tmpfs /run' 'tmpfs /mnt' 'tmpfs /etc/ppp'; do
  # shellcheck disable=SC2086
  set -- $mount
  mount -t "$1" "$1" "$2"
done
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts /run/netns /run/kernel/lib /mnt/out
mount -t devpts pts /dev/pts
mount -t hostfs none /mnt/out -o "$OUT"

ln -s /usr/lib/uml/modules /run/kernel/lib/modules
for module in veth arc4 ppp_generic pppoe ppp_mppe; do modprobe -d /run/kernel "$module"; done

hostname concentrator
printf '127.0.0.1 localhost\n192.0.2.2 concentrator\n' >/run/hosts
mount --bind /run/hosts /etc/hosts
ip link set lo up
ip addr add 192.0.2.2/24 dev vec0
ip link set vec0 up

sh "$LAB/dial-all.sh" >/mnt/out/dials.txt 2>/mnt/out/dials.err
sync
echo o >/proc/sysrq-trigger
sleep 5
