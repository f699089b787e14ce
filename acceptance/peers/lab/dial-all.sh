# Inside the guest: three concentrators, one per way to prove a password, and a customer's line to each.
# Prints one line per dial: PASS or FAIL, and what was seen.

write_concentrator_files() {
  cp "$LAB/radius-dictionary" /etc/ppp/dictionary
  echo '192.0.2.1 testing123' >/etc/ppp/servers
  : >/etc/ppp/options
  : >/etc/ppp/issue
  : >/etc/ppp/port-id-map
  cat >/etc/ppp/radius.conf <<CONF
auth_order radius
login_tries 4
login_timeout 60
nologin /etc/nologin
issue /etc/ppp/issue
authserver 192.0.2.1:1812
acctserver 192.0.2.1:1813
servers /etc/ppp/servers
dictionary /etc/ppp/dictionary
login_radius /bin/true
seqfile /run/radius.seq
mapfile /etc/ppp/port-id-map
default_realm
radius_timeout 3
radius_retries 2
login_local /bin/login
CONF
  for method in pap chap mschap-v2; do
    printf '%s\n' auth "require-$method" 'plugin radius.so' 'radius-config-file /etc/ppp/radius.conf' \
      noipv6 noccp 'lcp-echo-interval 5' 'lcp-echo-failure 3' debug "logfile /mnt/out/server-$method.log" \
      >"/etc/ppp/server-$method"
  done
}

# What the customers' own routers know.
write_customer_files() {
  printf '%s\n' 'alice * wonderland' 'bob * bobpw' >/etc/ppp/pap-secrets
  cp /etc/ppp/pap-secrets /etc/ppp/chap-secrets
  chmod 600 /etc/ppp/pap-secrets /etc/ppp/chap-secrets
}

start_concentrators() {
  network=1
  for method in pap chap mschap-v2; do
    ip netns add "home-$method"
    ip link add "line-$method" type veth peer name wan netns "home-$method"
    ip link set "line-$method" up
    ip -n "home-$method" link set lo up
    pppoe-server -F -I "line-$method" -C "lab-$method" -N 8 -q "$LAB/pppd-with-mac" \
      -L "100.64.$network.1" -R "100.64.$network.100" -O "/etc/ppp/server-$method" >/dev/null 2>&1 &
    network=$((network + 1))
  done
  sleep 1
}

link_address() { ip -n "$1" -br addr show | awk '/^ppp/ { print $3 }'; }
link_peer() { ip -n "$1" -br addr show | sed -n 's/^ppp.* peer \([0-9.]*\).*/\1/p'; }

# Waits up to eight seconds for an address on the line of $1, as long as the dialler $2 lives.
wait_for_link() {
  tries=16
  while [ "$tries" -gt 0 ]; do
    [ -n "$(link_address "$1")" ] && return 0
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.5
    tries=$((tries - 1))
  done
  return 1
}

# dial METHOD USER MAC EXPECTED(online|refused) WORDS
dial() {
  home="home-$1"
  ip -n "$home" link set wan down
  ip -n "$home" link set wan address "$3"
  ip -n "$home" link set wan up
  ip netns exec "$home" pppd plugin rp-pppoe.so nic-wan user "$2" noauth nodetach noipdefault noccp noipv6 \
    maxfail 1 nodefaultroute ip-up-script /bin/true debug logfile "/mnt/out/$home.log" >/dev/null 2>&1 &
  dialler=$!
  seen=refused
  address=-
  if wait_for_link "$home" "$dialler"; then
    seen=online
    address=$(link_address "$home")
    ip netns exec "$home" ping -c 2 -W 2 "$(link_peer "$home")" >/dev/null || seen='online without traffic'
    sleep 2
  fi
  kill -TERM "$dialler" 2>/dev/null
  wait "$dialler" 2>/dev/null
  sleep 1.5
  verdict=FAIL
  [ "$seen" = "$4" ] && verdict=PASS
  echo "$verdict $1: $5 ($2, $3): $seen $address"
}

write_concentrator_files
write_customer_files
start_concentrators
for method in pap chap mschap-v2; do
  dial "$method" alice 02:00:00:00:00:0a online 'the registered device'
  dial "$method" alice 02:00:00:00:00:bb refused 'the right password from a strange device'
done
dial pap bob 02:00:00:00:00:0b online 'any device of a customer without binding'
