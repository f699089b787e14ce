import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
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
  readonly titleSaid: Said;
  readonly state: CheckState;
  readonly message: string;
  readonly messageSaid: Said;
  readonly remedy: string | null;
  readonly remedySaid: Said | null;
  readonly at: number | null;
};

type Found = {
  readonly state: CheckState;
  readonly message: Said;
  readonly remedy?: Said;
  readonly at?: number | null;
};

const MINUTE = 60_000;
/** Three of the intervals that our Accepts ask for. */
export const INTERIM_DUE_MS = 15 * MINUTE;

/** The checklist of a router, in the order in which its packets arrive. */
export function checkRouter(facts: ChecklistFacts, now: number): Check[] {
  const verdicts = judgeNas(facts.heard, now);
  const judged = (code: NasVerdictCode): Found | null => {
    const found = verdicts.find((verdict) => verdict.code === code);
    return found ? { state: found.level, message: found.messageSaid, remedy: found.remedySaid } : null;
  };
  const list: Record<CheckCode, Found | null> = {
    heard: judged('silent') ?? checkHeard(facts),
    secret: judged('probably-wrong-secret') ?? checkSecret(facts),
    'message-authenticator': checkSigning(facts),
    accounting: judged('accepts-without-accounting') ?? checkAccounting(facts),
    'interim-updates': checkInterim(facts, now),
    'mac-login': checkMacLogin(facts),
    ssid: checkSsid(facts),
    ticket: checkTicket(facts),
    'coa-port': checkCoaPort(facts),
    version: facts.isMikrotik ? checkVersion(facts) : null,
  };
  return checkCodes.flatMap((code) => {
    const found = list[code];
    return found === null ? [] : [inWords(code, found)];
  });
}

function inWords(code: CheckCode, { state, message, at = null, ...found }: Found): Check {
  const title = said(`check_${code}`);
  const remedy = found.remedy ?? null;
  return {
    code,
    title: sayInEnglish(title),
    titleSaid: title,
    state,
    message: sayInEnglish(message),
    messageSaid: message,
    remedy: remedy === null ? null : sayInEnglish(remedy),
    remedySaid: remedy,
    at,
  };
}

function checkHeard({ heard, lastUnsignedDiscardAt, strangers }: ChecklistFacts): Found {
  const { lastRequestAt, lastAccountingAt, lastUnverifiedAt } = heard;
  const times = [lastRequestAt, lastAccountingAt, lastUnverifiedAt, lastUnsignedDiscardAt];
  const at = Math.max(...times.map((time) => time ?? 0));
  if (at > 0) return { state: 'done', message: said('packetsCome'), at };
  const remedy =
    strangers.length === 0
      ? said('runSetUpScript')
      : said('strangersAsk', { addresses: strangers.join(', ') });
  return { state: strangers.length === 0 ? 'waiting' : 'look', message: said('nothingHeardYet'), remedy };
}

function checkSecret({ heard }: ChecklistFacts): Found {
  if (heard.lastVerifiedAt !== null) {
    return { state: 'done', message: said('packetsProveIt'), at: heard.lastVerifiedAt };
  }
  if (heard.lastUnverifiedAt !== null) {
    return {
      state: 'look',
      message: said('packetOfOtherSecret'),
      remedy: said('sameSecretOrAnybody'),
      at: heard.lastUnverifiedAt,
    };
  }
  if (heard.lastRequestAt === null) return { state: 'waiting', message: said('firstPacketShows') };
  return {
    state: 'waiting',
    message: said('nothingProvesSecret'),
    remedy: said('firstAccountingProves'),
  };
}

function checkSigning({ heard, lastUnsignedDiscardAt, isMikrotik }: ChecklistFacts): Found {
  const { lastRequestAt, lastWithoutMessageAuthAt } = heard;
  const remedy = isMikrotik
    ? said('signOnRouterOs', { line: '/radius set require-message-auth=yes-for-request-resp' })
    : said('signElsewhere');
  if (lastUnsignedDiscardAt !== null && lastUnsignedDiscardAt >= (lastRequestAt ?? 0)) {
    const message = said('unsignedNoAnswer');
    return { state: 'broken', message, remedy, at: lastUnsignedDiscardAt };
  }
  if (lastRequestAt === null) return { state: 'waiting', message: said('firstLoginShows') };
  // Each unsigned login is a request at the same moment; whatever came later was signed.
  if (lastWithoutMessageAuthAt === null || lastWithoutMessageAuthAt < lastRequestAt) {
    return { state: 'done', message: said('lastLoginSigned'), at: lastRequestAt };
  }
  const message = said('lastLoginUnsigned');
  return { state: 'look', message, remedy, at: lastWithoutMessageAuthAt };
}

function checkAccounting({ heard }: ChecklistFacts): Found {
  if (heard.lastAccountingAt !== null) {
    return { state: 'done', message: said('sessionsCounted'), at: heard.lastAccountingAt };
  }
  if (heard.lastAcceptAt === null) {
    return { state: 'waiting', message: said('beginsWithFirst') };
  }
  return {
    state: 'waiting',
    message: said('noAccountingYet'),
    remedy: said('accountingInSeconds'),
    at: heard.lastAcceptAt,
  };
}

function checkInterim({ lastInterimAt, oldestOpenSessionAt }: ChecklistFacts, now: number): Found {
  const isDue = oldestOpenSessionAt !== null && now - oldestOpenSessionAt > INTERIM_DUE_MS;
  if (isDue && now - (lastInterimAt ?? 0) > INTERIM_DUE_MS) {
    return {
      state: 'broken',
      message: lastInterimAt === null ? said('interimNeverCame') : said('interimStopped'),
      remedy: said('setInterim', {
        line: '/ppp aaa interim-update=5m',
        setting: 'radius-interim-update=received',
      }),
      at: lastInterimAt,
    };
  }
  if (lastInterimAt !== null) {
    return { state: 'done', message: said('countedWhileRunning'), at: lastInterimAt };
  }
  return { state: 'waiting', message: said('firstInterim') };
}

function checkMacLogin({ zones, lastMacLoginAt, isMikrotik }: ChecklistFacts): Found {
  if (zones.length === 0) {
    return { state: 'not-needed', message: said('servesNoZone') };
  }
  const off = zones.filter(({ macLogin }) => !macLogin);
  if (off.length === zones.length) {
    return {
      state: 'look',
      message: said('macLoginOffInZone', { zones: off.map(({ name }) => name).join(', ') }),
      remedy: said('switchMacLoginOn'),
    };
  }
  if (lastMacLoginAt !== null) {
    return { state: 'done', message: said('asksByMac'), at: lastMacLoginAt };
  }
  return {
    state: 'waiting',
    message: said('neverAskedByMac'),
    remedy: isMikrotik
      ? said('macLoginOnRouterOs', { setting: 'login-by', value: 'mac' })
      : said('macLoginElsewhere', { setting: 'macauth' }),
  };
}

/** Most routers tell none: then there is nothing to say. */
function checkSsid({ toldSsids: [last, ...others] }: ChecklistFacts): Found | null {
  if (last === undefined) return null;
  const all = [last, ...others];
  const strange = all.filter(({ ssid, ofZone }) => ssid !== ofZone);
  if (strange.length === 0) {
    return { state: 'done', message: said('reachedBySsid', { ssid: last.ofZone }), at: last.at };
  }
  const names = strange.map(({ ssid }) => `“${ssid}”`).join(', ');
  return {
    state: 'look',
    message: said('reachedByOtherSsid', { names, ssid: last.ofZone }),
    remedy: said('sameSsidEverywhere'),
    at: strange[0]?.at ?? null,
  };
}

/** Only hotspots whose portal is ours get tickets. */
function checkTicket({ lastTicketAcceptedAt, lastTicketChanged, vendor }: ChecklistFacts): Found | null {
  if (lastTicketChanged !== null && lastTicketChanged.at > (lastTicketAcceptedAt ?? 0)) {
    const { at, byPap } = lastTicketChanged;
    const message = said('ticketWasChanged');
    return { state: 'broken', message, remedy: howToPassOn(vendor, byPap), at };
  }
  if (lastTicketAcceptedAt === null) return null;
  return {
    state: 'done',
    message: said('ticketsGetThrough'),
    at: lastTicketAcceptedAt,
  };
}

function howToPassOn(vendor: string, byPap: boolean): Said {
  const file = 'chilli.conf';
  if (vendor === 'coovachilli') return said('uamSecretsDiffer', { file });
  if (vendor !== 'mikrotik') return said('uamSecretsMayDiffer', { file });
  return byPap ? said('sameRadiusSecret') : said('fetchPagesAgain');
}

function checkCoaPort({ lastAsked, coaPort, isMikrotik }: ChecklistFacts): Found {
  const port = String(coaPort);
  if (lastAsked === null) {
    return { state: 'waiting', message: said('nothingAskedYet', { port }) };
  }
  if (lastAsked.answered) {
    return { state: 'done', message: said('answersOnPort', { port }), at: lastAsked.at };
  }
  if (lastAsked.wronglySigned) {
    const message = said('answeredOtherSecret');
    return {
      state: 'broken',
      message,
      remedy: said('sameSecret'),
      at: lastAsked.at,
    };
  }
  return {
    state: 'broken',
    message: said('noAnswerOnPort', { port }),
    remedy: isMikrotik
      ? said('listenOnRouterOs', { line: `/radius incoming set accept=yes port=${port}`, port })
      : said('listenElsewhere', { port }),
    at: lastAsked.at,
  };
}

function checkVersion({ kitRanAt, routerVersion }: ChecklistFacts): Found {
  const version = routerVersion === null ? null : readRouterOsVersion(routerVersion);
  if (version === null) {
    return {
      state: 'unknown',
      message: said('versionNotTold'),
      remedy: said('findVersion', { menu: 'System › Resources', version: ROUTER_OS_WITHOUT_HOLES }),
    };
  }
  const [holes, at] = [knownHoles(version), kitRanAt];
  if (holes.length === 0) {
    return { state: 'done', message: said('versionFine', { version: version.join('.') }), at };
  }
  return {
    state: 'look',
    message: [said('versionHasHoles', { version: version.join('.') }), ...holes],
    remedy: said('updateRouterOs', { version: ROUTER_OS_WITHOUT_HOLES }),
    at,
  };
}
