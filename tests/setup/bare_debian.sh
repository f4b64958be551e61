#!/usr/bin/env bash
# Prove the two commands on a bare Debian 12: a fresh root with Python and apt, and nothing else.
#
#   tests/setup/bare_debian.sh [FOLDER] [up|test|both [TESTS...]]
#
# Without TESTS the whole suite runs; with some, the set-up of the tests is proved, and they.
# Needs root, debootstrap and git. FOLDER (default /var/tmp/bare) keeps the fresh root for the
# next time; the commands run in a copy of it. Certificates and settings of package clients that
# this machine needs to reach its registries are passed on; nothing else is.
set -euo pipefail
checkout=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-/var/tmp/bare}
what=${2:-both}
chosen=("${@:3}")
place=$folder/root/srv/joint-command

if [ ! -e "$folder/pristine/usr/bin/python3" ]; then
  rm -rf "$folder/pristine"
  mkdir -p "$folder"
  debootstrap --variant=minbase --include=python3 bookworm "$folder/pristine" \
    http://deb.debian.org/debian
fi
rm -rf "$folder/root"
cp -a "$folder/pristine" "$folder/root"
git clone -q "$checkout" "$place"
cp /etc/resolv.conf "$folder/root/etc/resolv.conf"
# What is proved will be thrown away: dpkg need not wait for the disk.
echo force-unsafe-io > "$folder/root/etc/dpkg/dpkg.cfg.d/proof"
mkdir -p "$folder/root/usr/local/share/ca-certificates"
cp /usr/local/share/ca-certificates/*.crt "$folder/root/usr/local/share/ca-certificates/" \
  2>/dev/null || true

cat > "$folder/root/srv/prove" <<'PROVE'
set -u
mount -t proc proc /proc
mount -t tmpfs tmpfs /dev/shm
cd /srv/joint-command
echo "bare: $(python3 --version), $(dpkg-query -f '.\n' -W | wc -l) packages"

serve() {
  python3 manage.py up --port 8097 > /srv/up.log 2>&1 &
  supervisor=$!
  until grep -q "Serving after" /srv/up.log; do
    kill -0 $supervisor 2>/dev/null || { cat /srv/up.log; echo "up: FAILED"; return 1; }
    sleep 0.2
  done
  grep -v "prepare  |\|Unpacking\|Setting up\|^Get:\|^Selecting\|^Preparing" /srv/up.log
  python3 -c "from urllib.request import urlopen; page = urlopen('http://localhost:8097/')
print('up: answered', page.status, page.url, len(page.read()), 'bytes')" || failed=1
  kill -INT $supervisor
  wait $supervisor
  echo "up: ended with status $?; left running: $(ps_count)"
}
ps_count() { ls -d /proc/[0-9]* | wc -l; }

failed=0
if [ "$1" != test ]; then serve && serve || failed=1; fi
if [ "$1" != up ]; then
  python3 manage.py test "${@:2}"
  status=$?
  echo "test: ended with status $status"
  [ $status = 0 ] || failed=1
fi
exit $failed
PROVE

keep="PIP_CERT PIP_INDEX_URL SSL_CERT_FILE NODE_EXTRA_CA_CERTS http_proxy https_proxy no_proxy"
settings=()
for name in $keep; do
  [ -n "${!name:-}" ] && settings+=("$name=${!name}")
done
mount_dev="mount --rbind /dev '$folder/root/dev' && mount --make-rslave '$folder/root/dev'"
exec unshare --mount --pid --fork --kill-child bash -c "$mount_dev && exec chroot '$folder/root' \
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ${settings[*]} bash /srv/prove $what ${chosen[*]}"
