import { type Said, said } from '@gatehouse/domain/said/said';

/** A hotspot zone as the router has to serve it. */
export type KitZone = {
  readonly name: string;
  readonly macLogin: boolean;
  /** `null`: routers send none. */
  readonly macPassword: string | null;
  /** CoovaChilli's `uamsecret`; `null`: none is agreed. */
  readonly uamSecret: string | null;
  /** Names, beside those inside the network, where the portal hands visitors over. */
  readonly gatewayHosts: readonly string[];
};

/** One RADIUS process, by an IP address. */
export type RadiusServer = { readonly address: string; readonly authPort: number; readonly acctPort: number };

/** All that a kit is made of. */
export type KitFacts = {
  readonly routerId: string;
  readonly routerName: string;
  /** Letters, digits and hyphens of the name. */
  readonly plainName: string;
  /** Where the RADIUS processes are reached from the router, the first to be asked first. */
  readonly radius: readonly [RadiusServer, ...RadiusServer[]];
  readonly secret: string;
  readonly coaPort: number;
  readonly interimSeconds: number;
  /** Where telephones and the router reach the portal, as `https://wifi.example.net`; `null`: nowhere yet. */
  readonly portalUrl: string | null;
  /** Where visitors pay, which phones must reach before they are online: `pay.example`, `*.pay.example`. */
  readonly paymentHosts: readonly string[];
  /** The zone of hotspots that no server name tells apart. */
  readonly zone: KitZone | null;
  /** RouterOS: hotspot servers by name that belong to another zone. */
  readonly hotspotServers: readonly { readonly serverName: string; readonly zone: KitZone }[];
  /** Stands in what the script tells us at its end, for the checklist; `null`: it tells nothing. */
  readonly reportProof: string | null;
};

export type KitFile = { readonly name: string; readonly text: string };

/** Something that the kit lacks or cannot say, and the way out. */
export type KitHint = { readonly code: KitHintCode; readonly message: Said };

export const kitHintCodes = [
  'portal-url-missing',
  'portal-not-ipv4',
  'radius-address-guessed',
  'radius-address-missing',
  'zone-missing',
  'secret-not-writable',
  'secret-not-shown',
] as const;
export type KitHintCode = (typeof kitHintCodes)[number];

/** How one make of router is set up: what it is given, and how it takes it. */
export type RouterKit = {
  /** Of the make, as `GET /nas-vendors` has it. */
  readonly vendor: string;
  /** How the file gets into the router, in a sentence or two. */
  readonly instructions: (file: KitFile) => Said;
  readonly build: (facts: KitFacts) => { readonly file: KitFile | null; readonly hints: readonly KitHint[] };
};

export const PORTAL_URL_MISSING: KitHint = {
  code: 'portal-url-missing',
  message: said('hint_portal-url-missing'),
};
export const ZONE_MISSING: KitHint = {
  code: 'zone-missing',
  message: said('hint_zone-missing'),
};
