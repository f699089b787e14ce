#!/bin/sh
# The first process of the guest. Its root file system is this machine's, over 9p and read-only; LAB, KERNEL and the
# folder for what it finds (mounted at /mnt/out) come from the kernel's command line.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts
mount -t devpts pts /dev/pts
mount -t tmpfs run /run
mount -t tmpfs mnt /mnt
mkdir /mnt/out
mount -t 9p -o trans=virtio,version=9p2000.L out /mnt/out
exec >/mnt/out/links.txt 2>/mnt/out/guest.err

wire=$(ls /sys/class/net | grep -v '^lo$' | head -1)
ip link set lo up
ip addr add 192.0.2.130/25 dev "$wire"
ip link set "$wire" up

# One radio for the access point, one for each station in a network namespace of its own.
modprobe -d "$KERNEL" mac80211_hwsim radios=3
station() { # NUMBER MAC
  ip netns add "station$1"
  iw phy "phy$1" set netns name "station$1"
  ip -n "station$1" link set "wlan$1" address "$2"
  ip -n "station$1" link set "wlan$1" up
}
station 1 02:00:00:00:00:0e
station 2 02:00:00:00:00:cc
hostapd "$LAB/hostapd.conf" >/mnt/out/hostapd.log 2>&1 &

linked() { ip netns exec "station$1" iw dev "wlan$1" link | grep -q '^Connected'; }
# Waits up to $3 seconds for the station's link to be (yes) or not to be (no).
wait_for() { # NUMBER yes|no SECONDS
  tries=$(($3 * 2))
  while [ "$tries" -gt 0 ]; do
    if linked "$1"; then now=yes; else now=no; fi
    [ "$now" = "$2" ] && return 0
    tries=$((tries - 1))
    sleep 0.5
  done
  return 1
}
verdict() { if [ "$1" = 0 ]; then echo "PASS $2"; else echo "FAIL $2"; fi; }
wait_for_file() { # FILE SECONDS
  tries=$2
  until [ -e "$1" ] || [ "$tries" = 0 ]; do
    tries=$((tries - 1))
    sleep 1
  done
}

join() { ip netns exec "station$1" iw dev "wlan$1" connect LAB-HOTSPOT; }
leave() { ip netns exec "station$1" iw dev "wlan$1" disconnect; }

sleep 2
# On a busy machine an association is answered so late that the station repeats it, and hostapd tells Start, Stop and
# Start again under one Acct-Session-Id. Such a session is left for a fresh one.
for _ in 1 2 3; do
  join 1
  wait_for 1 yes 30
  joined=$?
  sleep 3
  last=$(sed -n 's/.*starting accounting session //p' /mnt/out/hostapd.log | tail -1)
  [ "$(grep -c "starting accounting session $last" /mnt/out/hostapd.log)" = 1 ] && break
  leave 1
  sleep 2
done
verdict $joined 'the registered device is on the network'
join 2
sleep 4
wait_for 2 no 1
verdict $? 'a device that nobody registered is not'
touch /mnt/out/joined
wait_for_file /mnt/out/disconnected 60
wait_for 1 no 10
verdict $? 'the Disconnect-Request ended its session'
# hostapd tells the end of the session, which the host waits for.
wait_for_file /mnt/out/checked 30
sync
echo o >/proc/sysrq-trigger
sleep 5
