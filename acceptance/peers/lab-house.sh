# For the two labs, which read it in: a network namespace of their own with Gatehouse in it, and the wire to its guest.
# Needs $lab, the lab's folder. Makes $project, $space, $work (whose out/ keeps the logs) and $server; whatever is in
# $guest is ended too. All of it is removed at the end, the logs only when all went well.

project=$(cd "$lab/../../.." && pwd)
server=''
guest=''

fail() { echo "lab: $*" >&2; exit 1; }

need() { # PACKAGES TOOL…
  local packages=$1 tool
  shift
  [ "$(id -u)" = 0 ] || fail 'this needs root: it makes a network namespace'
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "$tool is missing; apt-get install $packages"
  done
  [ -e /dev/net/tun ] || fail '/dev/net/tun is missing'
}

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

open_house() { # NAME
  space="gatehouse-$1-$$"
  work=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-$1-XXXXXX")
  chmod 711 "$work"
  mkdir "$work/out"
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  ip netns add "$space"
  ip -n "$space" link set lo up
}

lay_wire() { # ADDRESS/LENGTH of Gatehouse's end; the guest has tap0's other one
  ip -n "$space" tuntap add dev tap0 mode tap
  ip -n "$space" addr add "$1" dev tap0
  ip -n "$space" link set tap0 up
}

start_gatehouse() { # ADDRESS for RADIUS; $GATEHOUSE_TOKEN is an owner's afterwards
  cd "$project"
  # Not by inside(): a signal must reach Gatehouse itself, not a shell around it.
  ip netns exec "$space" "$project/gatehouse" start --data "$work/data" \
    --admin 127.0.0.1:8080 --radius-auth "$1:1812" --radius-acct "$1:1813" \
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
}
