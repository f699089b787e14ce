import { said } from '@gatehouse/domain/said/said';
import { CAPTIVE_OPTION_CODE, captiveApiUrl } from './captive-option.ts';
import {
  type KitFacts,
  type KitHint,
  PORTAL_URL_MISSING,
  type RouterKit,
  ZONE_MISSING,
} from './router-kit.ts';
import { onOneLine } from './router-os-text.ts';

/** CoovaChilli: a file of options that its own configuration includes. */
export const coovachilliKit: RouterKit = {
  vendor: 'coovachilli',
  instructions: ({ name }) =>
    said('kitCoovachilli', {
      config: 'chilli.conf',
      folder: '/etc/chilli',
      line: `include /etc/chilli/${name}`,
      options: '/etc/chilli/config',
      program: 'chilli',
    }),
  build(facts) {
    const hints: KitHint[] = [];
    if (facts.zone === null) hints.push(ZONE_MISSING);
    else if (facts.portalUrl === null) hints.push(PORTAL_URL_MISSING);
    const secrets = [facts.secret, facts.zone?.macPassword ?? '', facts.zone?.uamSecret ?? ''];
    if (secrets.some((secret) => !isWritable(secret))) return { file: null, hints: [...hints, NOT_WRITABLE] };
    const text = [
      `# Gatehouse: options for the router ${onOneLine(facts.routerName)}`,
      ...radius(facts),
      ...portal(facts),
      ...captiveOption(facts),
      ...macLogin(facts),
    ].join('\n');
    return { file: { name: `gatehouse-${facts.plainName}.conf`, text: `${text}\n` }, hints };
  },
};

const NOT_WRITABLE: KitHint = {
  code: 'secret-not-writable',
  message: said('hint_secret-not-writable'),
};

/** Within double quotes nothing is escaped there. */
function isWritable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !/["\\]/.test(text);
}

function radius({ radius: [first, second = first], secret, coaPort, interimSeconds, plainName }: KitFacts) {
  return [
    '',
    '# RADIUS: who may log in, who is online, and how a session is ended from here.',
    `radiusserver1 "${first.address}"`,
    `radiusserver2 "${second.address}"`,
    `radiusauthport ${first.authPort}`,
    `radiusacctport ${first.acctPort}`,
    `radiussecret "${secret}"`,
    `radiusnasid "${plainName}"`,
    `definteriminterval ${interimSeconds}`,
    `coaport ${coaPort}`,
  ];
}

function portal({ routerId, portalUrl, zone, paymentHosts }: KitFacts): string[] {
  if (portalUrl === null || zone === null) return [];
  const names = paymentHosts.filter((host) => !host.startsWith('*'));
  const wildcards = paymentHosts.filter((host) => host.startsWith('*'));
  return [
    '',
    zone.uamSecret === null
      ? '# The portal. It shares no uamsecret: take that option out wherever it is set.'
      : '# The portal, and what it shares with chilli.',
    `uamserver "${portalUrl}/hotspot/coovachilli?nas=${routerId}"`,
    `uamallowed "${[new URL(portalUrl).hostname, ...names].join(',')}"`,
    ...wildcards.map((host) => `uamdomain "${host.slice(1)}"`),
    ...(zone.uamSecret === null ? [] : [`uamsecret "${zone.uamSecret}"`]),
  ];
}

/** As octets: every version reads `dhcpopt`, one built without it ignores it, and an unknown word would stop chilli. */
function captiveOption({ portalUrl, routerId, zone }: KitFacts): string[] {
  const url = zone === null ? null : captiveApiUrl(portalUrl, routerId);
  if (url === null || url.length > DHCP_OPTION_OCTETS_MAX) return [];
  const octets = Buffer.from([CAPTIVE_OPTION_CODE, url.length, ...Buffer.from(url, 'ascii')]);
  return [
    '',
    `# DHCP option ${CAPTIVE_OPTION_CODE} (RFC 8910) tells phones where to ask whether they are let through: ${url}`,
    `dhcpopt "${octets.toString('hex')}"`,
  ];
}

/** chilli holds an option of 127 octets, its code and length among them. */
const DHCP_OPTION_OCTETS_MAX = 125;

function macLogin({ zone }: KitFacts): string[] {
  if (zone === null || !zone.macLogin) return [];
  return [
    '',
    `# Known devices log in by their MAC. Zone ${onOneLine(zone.name)}`,
    'macauth',
    ...(zone.macPassword === null ? [] : [`macpasswd "${zone.macPassword}"`]),
  ];
}
