import { judgeNas, type NasHeard, type NasVerdictCode } from './nas-verdicts.ts';
import { knownHoles, ROUTER_OS_WITHOUT_HOLES, readRouterOsVersion } from './router-os-version.ts';

/** What the checklist of one router is made of. Times are milliseconds since the epoch. */
export type ChecklistFacts = {
  readonly heard: NasHeard;
  readonly isMikrotik: boolean;
  /** The make, by its id. */
  readonly vendor: string;
  readonly lastInterimAt: number | null;
  readonly lastMacLoginAt: number | null;
  /** Its last login that got no answer because it was not signed. */
  readonly lastUnsignedDiscardAt: number | null;
  /** When its oldest open session began. */
  readonly oldestOpenSessionAt: number | null;
  /** Addresses that asked lately and are no router of ours. */
  readonly strangers: readonly string[];
  /** All that it serves. */
  readonly zones: readonly { readonly name: string; readonly macLogin: boolean }[];
  /** Wi-Fi names that it told lately, and the one of its zone; none where it tells none or is in no zone. */
  readonly toldSsids: readonly { readonly ssid: string; readonly ofZone: string; readonly at: number }[];
  /** When a ticket of the portal was last accepted from it, of late. */
  readonly lastTicketAcceptedAt: number | null;
  /** A ticket that came from it with another password than the portal gave it, of late. */
  readonly lastTicketChanged: { readonly at: number; readonly byPap: boolean } | null;
  readonly coaPort: number;
  /** The last request to it that was sent (RFC 5176). */
  readonly lastAsked: {
    readonly at: number;
    readonly answered: boolean;
    readonly wronglySigned: boolean;
  } | null;
  readonly kitRanAt: number | null;
  /** As the set-up script told it. */
  readonly routerVersion: string | null;
};

export const checkCodes = [
  'heard',
  'secret',
  'message-authenticator',
  'accounting',
  'interim-updates',
  'mac-login',
  'ssid',
  'ticket',
  'coa-port',
  'version',
] as const;
export type CheckCode = (typeof checkCodes)[number];

/**
 * `done`; `broken`: it does not work; `look`: it works, and something should be mended; `waiting`: nothing has shown it
 * yet; `unknown`: nothing will show it by itself; `not-needed`: it does not concern this router.
 */
export const checkStates = ['done', 'broken', 'look', 'waiting', 'unknown', 'not-needed'] as const;
export type CheckState = (typeof checkStates)[number];

/** One line of the checklist: what was seen, the way out where there is one, and when it was seen. */
export type Check = {
  readonly code: CheckCode;
  readonly title: string;
  readonly state: CheckState;
  readonly message: string;
  readonly remedy: string | null;
  readonly at: number | null;
};

type Found = {
  readonly state: CheckState;
  readonly message: string;
  readonly remedy?: string;
  readonly at?: number | null;
};

const MINUTE = 60_000;
/** Three of the intervals that our Accepts ask for. */
export const INTERIM_DUE_MS = 15 * MINUTE;

/** The checklist of a router, in the order in which its packets arrive. */
export function checkRouter(facts: ChecklistFacts, now: number): Check[] {
  const verdicts = judgeNas(facts.heard, now);
  const said = (code: NasVerdictCode): Found | null => {
    const found = verdicts.find((verdict) => verdict.code === code);
    return found ? { state: found.level, message: found.message, remedy: found.remedy } : null;
  };
  const list: Record<CheckCode, readonly [title: string, found: Found | null]> = {
    heard: ['Its requests arrive', said('silent') ?? checkHeard(facts)],
    secret: ['The secret is the same on both sides', said('probably-wrong-secret') ?? checkSecret(facts)],
    'message-authenticator': ['It signs its logins (Message-Authenticator)', checkSigning(facts)],
    accounting: ['Its accounting arrives', said('accepts-without-accounting') ?? checkAccounting(facts)],
    'interim-updates': ['It sends interim updates', checkInterim(facts, now)],
    'mac-login': ['Known devices log in by their MAC', checkMacLogin(facts)],
    ssid: ['Its Wi-Fi name is its zone’s', checkSsid(facts)],
    ticket: ['It passes the portal’s passwords on as they are', checkTicket(facts)],
    'coa-port': ['It can be asked to disconnect', checkCoaPort(facts)],
    version: ['Its RouterOS has no known hole', facts.isMikrotik ? checkVersion(facts) : null],
  };
  return checkCodes.flatMap((code) => {
    const [title, found] = list[code];
    return found === null ? [] : [{ code, title, remedy: null, at: null, ...found }];
  });
}

function checkHeard({ heard, lastUnsignedDiscardAt, strangers }: ChecklistFacts): Found {
  const { lastRequestAt, lastAccountingAt, lastUnverifiedAt } = heard;
  const times = [lastRequestAt, lastAccountingAt, lastUnverifiedAt, lastUnsignedDiscardAt];
  const at = Math.max(...times.map((time) => time ?? 0));
  if (at > 0) return { state: 'done', message: 'Packets come from its address.', at };
  const others = strangers.join(', ');
  const remedy =
    strangers.length === 0
      ? 'Run the set-up script on the router, let UDP 1812 and 1813 through, and let somebody log in.'
      : `But ${others} asks, and is no router of yours. If that is this router, its requests come from another address than the one entered here: change the address.`;
  return { state: strangers.length === 0 ? 'waiting' : 'look', message: 'Nothing was heard yet.', remedy };
}

function checkSecret({ heard }: ChecklistFacts): Found {
  if (heard.lastVerifiedAt !== null) {
    return { state: 'done', message: 'Its packets prove it.', at: heard.lastVerifiedAt };
  }
  if (heard.lastUnverifiedAt !== null) {
    return {
      state: 'look',
      message: 'A packet from its address was signed with another secret.',
      remedy: 'Enter the same secret on the router and here. One packet alone may have been anybody’s.',
      at: heard.lastUnverifiedAt,
    };
  }
  if (heard.lastRequestAt === null) return { state: 'waiting', message: 'Its first packet will show it.' };
  return {
    state: 'waiting',
    message: 'Logins arrive, but nothing in them proves the secret.',
    remedy: 'Its first accounting will, or a login with Message-Authenticator.',
  };
}

function checkSigning({ heard, lastUnsignedDiscardAt, isMikrotik }: ChecklistFacts): Found {
  const { lastRequestAt, lastWithoutMessageAuthAt } = heard;
  const remedy = isMikrotik
    ? 'On the router: /radius set require-message-auth=yes-for-request-resp. RouterOS knows it since 7.15; update an older one.'
    : 'Update the router and switch Message-Authenticator on in its RADIUS settings.';
  if (lastUnsignedDiscardAt !== null && lastUnsignedDiscardAt >= (lastRequestAt ?? 0)) {
    const message =
      'Its logins come without Message-Authenticator. It has to sign them, so they get no answer.';
    return { state: 'broken', message, remedy, at: lastUnsignedDiscardAt };
  }
  if (lastRequestAt === null) return { state: 'waiting', message: 'Its first login will show it.' };
  // Each unsigned login is a request at the same moment; whatever came later was signed.
  if (lastWithoutMessageAuthAt === null || lastWithoutMessageAuthAt < lastRequestAt) {
    return { state: 'done', message: 'Its last login was signed.', at: lastRequestAt };
  }
  const message = 'Its last login came without Message-Authenticator and could have been forged on its way.';
  return { state: 'look', message, remedy, at: lastWithoutMessageAuthAt };
}

function checkAccounting({ heard }: ChecklistFacts): Found {
  if (heard.lastAccountingAt !== null) {
    return { state: 'done', message: 'Sessions are counted.', at: heard.lastAccountingAt };
  }
  if (heard.lastAcceptAt === null) {
    return { state: 'waiting', message: 'It begins when the first customer is online.' };
  }
  return {
    state: 'waiting',
    message: 'A login was accepted, and no accounting has followed yet.',
    remedy: 'It should come within seconds. If it does not, turn accounting on and let UDP 1813 through.',
    at: heard.lastAcceptAt,
  };
}

function checkInterim({ lastInterimAt, oldestOpenSessionAt }: ChecklistFacts, now: number): Found {
  const isDue = oldestOpenSessionAt !== null && now - oldestOpenSessionAt > INTERIM_DUE_MS;
  if (isDue && now - (lastInterimAt ?? 0) > INTERIM_DUE_MS) {
    return {
      state: 'broken',
      message:
        lastInterimAt === null
          ? 'Somebody has been online for over a quarter of an hour, and no interim update ever came.'
          : 'Somebody is online, and for over a quarter of an hour no interim update has come.',
      remedy:
        'Set it to 5 minutes, or to what the server says (MikroTik: /ppp aaa interim-update=5m, and radius-interim-update=received in the hotspot profile). Without it volume and time are counted only when a session ends.',
      at: lastInterimAt,
    };
  }
  if (lastInterimAt !== null) {
    return { state: 'done', message: 'Volume and time are counted while a session runs.', at: lastInterimAt };
  }
  return { state: 'waiting', message: 'The first comes 5 minutes after somebody is online.' };
}

function checkMacLogin({ zones, lastMacLoginAt, isMikrotik }: ChecklistFacts): Found {
  if (zones.length === 0) {
    return { state: 'not-needed', message: 'It serves no hotspot zone, so there are no MAC logins.' };
  }
  const off = zones.filter(({ macLogin }) => !macLogin);
  if (off.length === zones.length) {
    const names = off.map(({ name }) => name).join(', ');
    return {
      state: 'look',
      message: `MAC login is off in its zone (${names}): known devices log in by hand each time.`,
      remedy: 'Switch it on under Zones, if a known device is to be online without a page.',
    };
  }
  if (lastMacLoginAt !== null) {
    return { state: 'done', message: 'It asks for devices by their MAC.', at: lastMacLoginAt };
  }
  return {
    state: 'waiting',
    message: 'It has never asked for a device by its MAC.',
    remedy: isMikrotik
      ? 'It does when any phone joins the Wi-Fi. If not: login-by must have “mac” in the hotspot profile, which it has not by default.'
      : 'It does when any phone joins the Wi-Fi. If not, switch MAC authentication on (CoovaChilli: macauth).',
  };
}

/** Most routers tell none: then there is nothing to say. */
function checkSsid({ toldSsids: [last, ...others] }: ChecklistFacts): Found | null {
  if (last === undefined) return null;
  const all = [last, ...others];
  const strange = all.filter(({ ssid, ofZone }) => ssid !== ofZone);
  if (strange.length === 0) {
    return { state: 'done', message: `Phones reach it by “${last.ofZone}”.`, at: last.at };
  }
  const names = strange.map(({ ssid }) => `“${ssid}”`).join(', ');
  return {
    state: 'look',
    message: `Phones reach it by ${names}, but the Wi-Fi name of its zone is “${last.ofZone}”.`,
    remedy:
      'Give every access point of a zone the same name, or correct the zone’s. A phone shows another private address to each name, so it would not be known here.',
    at: strange[0]?.at ?? null,
  };
}

/** Only hotspots whose portal is ours get tickets. */
function checkTicket({ lastTicketAcceptedAt, lastTicketChanged, vendor }: ChecklistFacts): Found | null {
  if (lastTicketChanged !== null && lastTicketChanged.at > (lastTicketAcceptedAt ?? 0)) {
    const { at, byPap } = lastTicketChanged;
    const message = 'It changed the password of a ticket that the portal had made, so a visitor was refused.';
    return { state: 'broken', message, remedy: howToPassOn(vendor, byPap), at };
  }
  if (lastTicketAcceptedAt === null) return null;
  return {
    state: 'done',
    message: 'Visitors get through with the portal’s tickets.',
    at: lastTicketAcceptedAt,
  };
}

function howToPassOn(vendor: string, byPap: boolean): string {
  const uamSecret = 'enter the same one in its chilli.conf and under Zones, Access.';
  if (vendor === 'coovachilli') return `The uamsecret of CoovaChilli and of the zone differ: ${uamSecret}`;
  if (vendor !== 'mikrotik') return `If it is CoovaChilli, its uamsecret and the zone’s differ: ${uamSecret}`;
  return byPap
    ? 'Enter the same RADIUS secret on the router and here.'
    : 'A CHAP mismatch: let the router fetch its login pages again, by the set-up script. A page that was left open for long does the same, once.';
}

function checkCoaPort({ lastAsked, coaPort, isMikrotik }: ChecklistFacts): Found {
  if (lastAsked === null) {
    const message = `Nothing was asked of it yet. The first disconnect shows whether it listens on UDP ${coaPort}.`;
    return { state: 'waiting', message };
  }
  if (lastAsked.answered) {
    return { state: 'done', message: `It answers on UDP ${coaPort}.`, at: lastAsked.at };
  }
  if (lastAsked.wronglySigned) {
    const message = 'It answered, but signed with another secret.';
    return {
      state: 'broken',
      message,
      remedy: 'Enter the same secret on the router and here.',
      at: lastAsked.at,
    };
  }
  return {
    state: 'broken',
    message: `It did not answer the last request on UDP ${coaPort}.`,
    remedy: isMikrotik
      ? `On the router: /radius incoming set accept=yes port=${coaPort}, and let UDP ${coaPort} from this server through its firewall.`
      : `Let it listen on UDP ${coaPort}, or enter its own port here, and let this server through its firewall.`,
    at: lastAsked.at,
  };
}

function checkVersion({ kitRanAt, routerVersion }: ChecklistFacts): Found {
  const version = routerVersion === null ? null : readRouterOsVersion(routerVersion);
  if (version === null) {
    return {
      state: 'unknown',
      message: 'RADIUS does not tell a router’s version. Its set-up script does, when it runs.',
      remedy: `Run the script, or look under System › Resources on the router: it should be ${ROUTER_OS_WITHOUT_HOLES} or newer.`,
    };
  }
  const [holes, at] = [knownHoles(version), kitRanAt];
  if (holes.length === 0) {
    return { state: 'done', message: `RouterOS ${version.join('.')}, as its set-up script told.`, at };
  }
  return {
    state: 'look',
    message: `RouterOS ${version.join('.')} has known holes. ${holes.join('. ')}.`,
    remedy: `Update it to ${ROUTER_OS_WITHOUT_HOLES} or newer, then run the set-up script again.`,
    at,
  };
}
