/** The name and the value of everything that a redirect carried; of a name that came twice, the first. */
export type RedirectQuery = ReadonlyMap<string, string>;

/** What a gateway's redirect says of how a login there went. */
export const gatewayOutcomes = ['not-yet', 'online', 'refused', 'logged-out'] as const;
export type GatewayOutcome = (typeof gatewayOutcomes)[number];

/**
 * What the gateway told through the visitor's browser. All of it may be forged: it is shown back to the same
 * browser, narrows what a ticket is good for, and proves nothing.
 */
export type GatewayRedirect = {
  readonly gateway: string;
  /** Where a login goes; `null` where none was named, or none that is http or https. */
  readonly loginUrl: string | null;
  /** What a CHAP response is made from, in hex; `null`: the password itself is asked for. */
  readonly chap: { readonly id: string; readonly challenge: string } | null;
  /** As it was written. */
  readonly mac: string | null;
  readonly ip: string | null;
  /** The hotspot server's name, which the router puts into Called-Station-Id. */
  readonly serverName: string | null;
  /** NAS-Identifier, or the name that the router calls itself by. */
  readonly nasName: string | null;
  /** Where the visitor wanted to go; a page of ours when they come back from a login. */
  readonly originalUrl: string | null;
  readonly outcome: GatewayOutcome;
  /** The gateway's own words about a login that was refused. */
  readonly reply: string | null;
  readonly logoutUrl: string | null;
};

/** What a gateway is handed: good once, for two minutes. */
export type HandedTicket = { readonly username: string; readonly password: string };

/** What is agreed with the gateways of a zone and not told by any redirect. */
export type GatewaySettings = {
  /** CoovaChilli: `uamsecret`; `null` where there is none. */
  readonly uamSecret: string | null;
  /** CoovaChilli: asks RADIUS by PAP, so that it needs the password; else by CHAP. */
  readonly uamPap: boolean;
};

/** A make of captive gateway: one file, one line in `index.ts`, and the contract test walks over it. */
export type Gateway = {
  readonly id: string;
  readonly label: string;
  /** Whether a redirect with these names comes from it. */
  recognises(query: RedirectQuery): boolean;
  read(query: RedirectQuery): GatewayRedirect;
  /**
   * Where the browser goes with a ticket, by GET: a form from a page with https to one with http raises a warning.
   * `null`: the redirect named no place. `returnUrl` is where the gateway sends the browser afterwards.
   */
  handOver(
    redirect: GatewayRedirect,
    ticket: HandedTicket,
    returnUrl: string,
    settings: GatewaySettings,
  ): string | null;
  /** Where a browser begins a login: the gateway leads it to the portal with a new challenge. `null`: it named no place. */
  loginPage(redirect: GatewayRedirect): string | null;
};

const VALUE_LENGTH_MAX = 2000;
const NAMES_MAX = 60;

/** Bounded, so that a visit's row is. */
export function readQuery(pairs: Iterable<readonly [string, string]>): RedirectQuery {
  const query = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (query.size === NAMES_MAX) break;
    const key = name.toLowerCase();
    if (!query.has(key) && value.length <= VALUE_LENGTH_MAX && key.length <= 60) query.set(key, value);
  }
  return query;
}

/** The value of the first of these names that has one. */
export function readText(query: RedirectQuery, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

/** An address as a browser writes it; `null` for what is no http or https: `javascript:` leads nowhere. */
export function readHttpUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}
