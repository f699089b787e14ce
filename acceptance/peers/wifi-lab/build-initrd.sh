#!/usr/bin/env bash
# build-initrd.sh FOLDER: Debian's kernel, unpacked and not installed, and what it needs to mount this machine's files.
# Done once per kernel version; FOLDER holds boot/, lib/, initrd.gz and a file `version` when it is finished.
set -euo pipefail
folder=$1
package=$(apt-cache depends linux-image-amd64 | sed -n 's/^ *Depends: \(linux-image-[^ ]*\)$/\1/p' | head -1)
version=${package#linux-image-}
[ "$(cat "$folder/version" 2>/dev/null)" = "$version" ] && exit 0

echo "lab: unpacking $package"
rm -rf "$folder"
mkdir -p "$folder/download" "$folder/initrd/modules"
(cd "$folder/download" && apt-get download -q "$package" >/dev/null)
dpkg-deb -x "$folder"/download/*.deb "$folder"
rm -r "$folder/download"
depmod -b "$folder" "$version"

cd "$folder/initrd"
mkdir host proc sys
cp "$(command -v busybox)" busybox
# In the order in which they need each other; a builtin has no file.
for module in virtio_pci virtio_net 9pnet_virtio 9p; do
  modprobe -d "$folder" -S "$version" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*$/\1/p'
done | awk '!seen[$0]++' | while read -r file; do
  cp "$file" modules/
  basename "$file"
done >order
cat >init <<'INIT'
#!/busybox sh
/busybox mount -t proc proc /proc
/busybox mount -t sysfs sys /sys
while read -r module; do /busybox insmod "/modules/$module"; done </order
/busybox mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144 host /host
exec /busybox switch_root /host "$LAB/guest.sh"
INIT
chmod 755 init
find . | cpio -o -H newc --quiet | gzip -1 >../initrd.gz
cd ..
rm -r initrd
echo "$version" >version
