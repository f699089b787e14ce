import { isIP } from 'node:net';
import { said } from '@gatehouse/domain/said/said';
import { CAPTIVE_OPTION_CODE, captiveApiUrl } from './captive-option.ts';
import { routerFileNames } from './router-files.ts';
import {
  type KitFacts,
  type KitHint,
  type KitZone,
  PORTAL_URL_MISSING,
  type RouterKit,
  ZONE_MISSING,
} from './router-kit.ts';
import { onOneLine, quoteRouterOs as quote } from './router-os-text.ts';

/** What belongs to us among the router's own entries. */
const OURS = '"gatehouse"';

/**
 * A RouterOS script: RADIUS for PPP and hotspots, and all that a hotspot needs to show our portal. It may run again at
 * any time, and changes nothing but its own entries, PPP's use of RADIUS, the profiles of the hotspots that it serves and
 * what DHCP tells their phones.
 */
export const mikrotikKit: RouterKit = {
  vendor: 'mikrotik',
  instructions: ({ name }) =>
    said('kitMikrotik', { menu: 'WinBox › Files', line: `/import file-name=${name}` }),
  build(facts) {
    const zones = [facts.zone, ...facts.hotspotServers.map(({ zone }) => zone)].filter(
      (zone) => zone !== null,
    );
    const hasHotspot = zones.length > 0;
    const portal = facts.portalUrl === null ? null : new URL(facts.portalUrl);
    const hints: KitHint[] = [];
    if (!hasHotspot) hints.push(ZONE_MISSING);
    else if (portal === null) hints.push(PORTAL_URL_MISSING);
    else if (isIP(hostOf(portal)) === 6) hints.push(NOT_IPV4);
    const lines = [
      `# Gatehouse: sets up the router ${onOneLine(facts.routerName)}. It may run again at any time.`,
      '{',
      ...radius(facts),
      ...ppp(facts),
      ...(hasHotspot ? hotspots(facts, portal) : []),
      ...(hasHotspot && portal
        ? [...walledGarden(portal, facts.paymentHosts), ...captiveOption(facts), ...loginPages(facts, portal)]
        : []),
      ...(portal ? report(facts, portal) : []),
      `:put ${quote("Gatehouse: done. The checklist on the router's page turns green as its packets arrive.")}`,
      '}',
    ];
    return { file: { name: `gatehouse-${facts.plainName}.rsc`, text: `${lines.join('\n')}\n` }, hints };
  },
};

const NOT_IPV4: KitHint = {
  code: 'portal-not-ipv4',
  message: said('hint_portal-not-ipv4'),
};

function radius({ radius: servers, secret, coaPort }: KitFacts): string[] {
  return [
    '',
    '# RADIUS: who may log in, who is online, and how a session is ended from here.',
    `/radius remove [find where comment=${OURS}]`,
    ...servers.map(
      ({ address, authPort, acctPort }) =>
        `/radius add comment=${OURS} service=ppp,hotspot address=${address} authentication-port=${authPort} accounting-port=${acctPort} secret=${quote(secret)}`,
    ),
    ':do {',
    `  :local sign [:parse ${quote(`/radius set [find where comment=${OURS}] require-message-auth=yes-for-request-resp`)}]`,
    '  $sign',
    `} on-error={ :put ${quote('This RouterOS does not know require-message-auth. Update it to 7.15 or newer, then run this again.')} }`,
    `:if ([:len [/radius find]] > ${servers.length}) do={`,
    `  :put ${quote('There are other RADIUS servers too. Those above ours are asked first: see /radius print')}`,
    '}',
    `/radius incoming set accept=yes port=${coaPort}`,
  ];
}

function ppp({ interimSeconds }: KitFacts): string[] {
  return [
    '',
    '# PPPoE and other lines.',
    `/ppp aaa set use-radius=yes accounting=yes interim-update=${interimSeconds}s`,
  ];
}

function hotspots(facts: KitFacts, portal: URL | null): string[] {
  const { zone, hotspotServers } = facts;
  const named = hotspotServers.map(({ serverName }) => quote(serverName));
  const rest = named.length === 0 ? '' : ` where ${named.map((name) => `name!=${name}`).join(' and ')}`;
  return [
    '',
    '# Hotspots: logins by our portal, known devices by their MAC. Without cookies of the router, so that a removed',
    '# device has to log in again. Their profiles keep their names, addresses and certificates.',
    ...(portal ? PAGES_FOLDER : []),
    ':if ([:len [/ip hotspot find]] = 0) do={',
    `  :put ${quote('There is no hotspot yet: make one with /ip hotspot setup, then run this again.')}`,
    '}',
    ...(zone ? profileOf(`[/ip hotspot find${rest}]`, zone, portal) : []),
    ...hotspotServers.flatMap(({ serverName, zone: own }) =>
      profileOf(`[/ip hotspot find where name=${quote(serverName)}]`, own, portal),
    ),
  ];
}

/** Flash is where files outlive a restart, on the boards that have it beside a disk in memory. */
const PAGES_FOLDER = [
  ':local pages "gatehouse"',
  ':if ([:len [/file find where name="flash"]] > 0) do={ :set pages "flash/gatehouse" }',
];

function profileOf(servers: string, zone: KitZone, portal: URL | null): string[] {
  const settings = [
    'use-radius=yes',
    'radius-accounting=yes',
    'radius-interim-update=received',
    'radius-mac-format="XX:XX:XX:XX:XX:XX"',
    `login-by=${zone.macLogin ? 'mac,' : ''}http-chap`,
    `mac-auth-password=${quote(zone.macLogin ? (zone.macPassword ?? '') : '')}`,
    ...(portal ? ['html-directory=$pages'] : []),
  ];
  return [
    `# Zone ${onOneLine(zone.name)}`,
    `:foreach served in=${servers} do={`,
    '  :local used [/ip hotspot get $served profile]',
    `  /ip hotspot profile set [find where name=$used] ${settings.join(' ')}`,
    ...(portal ? gatewayName(zone) : []),
    '}',
  ];
}

/** A hotspot with a dns-name is reached by it, and the portal hands nobody over to a public name that it was not told. */
function gatewayName({ gatewayHosts }: KitZone): string[] {
  const isUnknown = ['', ...gatewayHosts].map((host) => `$called!=${quote(host)}`).join(' && ');
  const way =
    ' as its dns-name. If that is a public name, enter it in Gatehouse under Zones, at its zone, Access, Names of routers: else the portal hands nobody over to it.';
  return [
    '  :local called [/ip hotspot profile get [find where name=$used] dns-name]',
    `  :if (${isUnknown}) do={ :put (${quote('This hotspot has ')} . $called . ${quote(way)}) }`,
  ];
}

function walledGarden(portal: URL, paymentHosts: readonly string[]): string[] {
  const reached = (host: string, port: string) => {
    const target = isIP(host) === 4 ? `dst-address=${host}` : `dst-host=${quote(host)}`;
    return `/ip hotspot walled-garden ip add comment=${OURS} action=accept protocol=tcp dst-port=${port} ${target}`;
  };
  const names = paymentHosts.filter((host) => !host.startsWith('*'));
  const wildcards = paymentHosts.filter((host) => host.startsWith('*'));
  return [
    '',
    '# Before the login only our portal is reached, and where visitors pay.',
    `/ip hotspot walled-garden ip remove [find where comment=${OURS}]`,
    `/ip hotspot walled-garden remove [find where comment=${OURS}]`,
    reached(hostOf(portal), portOf(portal)),
    ...names.map((host) => reached(host, '443')),
    // Only this list takes a name of which the beginning is open.
    ...wildcards.map(
      (host) =>
        `/ip hotspot walled-garden add comment=${OURS} action=allow dst-port=443 dst-host=${quote(host)}`,
    ),
  ];
}

/** What DHCP said before is kept: ours is added to it, once. A router that cannot do this goes on with the rest. */
function captiveOption({ portalUrl, routerId }: KitFacts): string[] {
  const url = captiveApiUrl(portalUrl, routerId);
  if (url === null) return [];
  const value = quote(`'${url}'`);
  return [
    '',
    '# DHCP tells phones where to ask whether they are let through, instead of trying web pages (RFC 8910).',
    ':do {',
    `  :if ([:len [/ip dhcp-server option find where name=${OURS}]] = 0) do={`,
    `    /ip dhcp-server option add name=${OURS} code=${CAPTIVE_OPTION_CODE} value=${value}`,
    `  } else={ /ip dhcp-server option set [find where name=${OURS}] code=${CAPTIVE_OPTION_CODE} value=${value} }`,
    '  :foreach served in=[/ip hotspot find] do={',
    '    :local port [/ip hotspot get $served interface]',
    '    :foreach own in=[/ip address find where interface=$port] do={',
    '      :local subnet [/ip address get $own network]',
    '      :foreach net in=[/ip dhcp-server network find] do={',
    '        :local options [/ip dhcp-server network get $net dhcp-option]',
    '        :if ($subnet in [/ip dhcp-server network get $net address]) do={',
    `          :if ([:len $options] = 0) do={ /ip dhcp-server network set $net dhcp-option=${OURS} } else={`,
    `            :if ([:typeof [:find $options ${OURS}]] != "num") do={`,
    `              /ip dhcp-server network set $net dhcp-option=($options , ${OURS})`,
    '            }',
    '          }',
    '        }',
    '      }',
    '    }',
    '  }',
    `} on-error={ :put ${quote(`DHCP option ${CAPTIVE_OPTION_CODE} could not be set; phones find the portal without it, a little later.`)} }`,
  ];
}

function loginPages({ routerId }: KitFacts, portal: URL): string[] {
  return [
    '',
    '# The pages that hand over to our portal.',
    `:foreach page in={${routerFileNames.map(quote).join(';')}} do={`,
    `  :do { /tool fetch url=(${quote(`${portal.origin}/router-files/`)} . $page . ${quote(`?nas=${routerId}`)}) dst-path=($pages . "/" . $page) } on-error={`,
    `    :put ("Could not fetch " . $page . ${quote(` from ${portal.origin}`)})`,
    '  }',
    '}',
  ];
}

/** RADIUS does not tell a router’s version, so the script does. */
function report({ routerId, reportProof }: KitFacts, portal: URL): string[] {
  if (reportProof === null) return [];
  const url = `${portal.origin}/router-files/report?nas=${routerId}&proof=${reportProof}&version=`;
  return [
    '',
    '# Tells which RouterOS this is.',
    ':local release [/system resource get version]',
    ':if ([:typeof [:find $release " "]] = "num") do={ :set release [:pick $release 0 [:find $release " "]] }',
    `:do { /tool fetch keep-result=no url=(${quote(url)} . $release) } on-error={ :put ${quote(`Could not reach ${portal.origin}`)} }`,
  ];
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function portOf({ port, protocol }: URL): string {
  if (port !== '') return port;
  return protocol === 'https:' ? '443' : '80';
}
