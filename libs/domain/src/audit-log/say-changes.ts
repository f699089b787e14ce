import type { Permission } from '../operators/permissions.ts';
import { type Said, type SaidKey, type SaidValue, said } from '../said/said.ts';
import { sayInEnglish } from '../said/say-in-english.ts';
import texts from './texts/en.json' with { type: 'json' };

/** Equal changes by the same actor. */
export type ChangeGroup = {
  readonly actorKind: string;
  readonly actorName: string;
  readonly action: string;
  /** Rows of an import. */
  readonly imported: boolean;
  readonly count: number;
  /** Where all are about one customer. */
  readonly customer: { readonly id: string; readonly name: string } | null;
};

export type SaidChange = {
  /** "Karim added 12 devices." */
  readonly sentence: string;
  readonly sentenceSaid: Said;
  /** Where that is to be seen; the query is the list's own. */
  readonly path: string | null;
  readonly search: Readonly<Record<string, string>>;
};

/** How each action is said, `did_<action>`; what happens to so many things is said by their number. */
const DID: ReadonlyMap<string, { readonly isCounted: boolean }> = new Map(
  Object.keys(texts).flatMap((key) => {
    const [, action, plural] = /^did_(.*?)(_one|_other)?$/.exec(key) ?? [];
    return action === undefined ? [] : [[action, { isCounted: plural !== undefined }]];
  }),
);

/** Every action that there is. */
export const auditActions: readonly string[] = [...DID.keys()];

/** Before the customer, where all are about one; "of" unless told otherwise. */
const WHOSE: Readonly<Record<string, 'for' | 'to' | 'from'>> = {
  'devices.add': 'for',
  'devices.register': 'for',
  'subscriptions.add': 'to',
  'swap-windows.open': 'for',
  'payments.pay': 'from',
  'vouchers.redeem': 'for',
};

/** Said with the customer's own name. */
const NAMED: ReadonlySet<string> = new Set(['customers.add', 'customers.change']);

/** Everyday comings and goings, and steps of which only the last says something. */
const UNSAID: ReadonlySet<string> = new Set([
  'operators.sign-in',
  'operators.sign-out',
  'operators.choose-language',
  'imports.begin',
  'imports.begin-applying',
  'imports.begin-undoing',
  'imports.drop',
  'swap-windows.end',
  'customers.settle-home',
  'lists.set-up',
  'getting-started.leave',
  'getting-started.resume',
  'webhooks.test',
  'saved-views.add',
  'saved-views.change',
  'saved-views.remove',
  'unrecognised-devices.stop-ignoring',
]);

/** Who may know of it: by what the list needs where it is to be seen. */
const READERS: Readonly<Record<string, Permission>> = {
  customers: 'customers.read',
  devices: 'devices.read',
  review: 'devices.read',
  'blocked-macs': 'devices.read',
  'unrecognised-devices': 'devices.read',
  'swap-windows': 'devices.read',
  subscriptions: 'customers.read',
  payments: 'payments.read',
  vouchers: 'vouchers.read',
  sessions: 'sessions.read',
  nas: 'nas.read',
  'hotspot-zones': 'hotspot-zones.read',
  'service-packages': 'service-packages.read',
  'payment-methods': 'payment-methods.read',
  imports: 'customers.read',
  'bulk-actions': 'devices.read',
  webhooks: 'webhooks.read',
  settings: 'settings.read',
  'sms-gateway': 'settings.read',
  clock: 'system.read',
  system: 'system.read',
  'audit-log': 'audit-log.read',
  // Who looked at what was secret is for those who may look at all of it.
  passwords: 'secrets.show',
  secrets: 'secrets.show',
};

export const THINGS_WITH_READERS: readonly string[] = Object.keys(READERS);

const PATHS: Readonly<Record<string, string>> = {
  customers: '/customers',
  devices: '/devices',
  review: '/review',
  'blocked-macs': '/devices/blocked',
  'unrecognised-devices': '/devices/unrecognised',
  payments: '/payments',
  vouchers: '/vouchers',
  sessions: '/disconnects',
  nas: '/routers',
  'hotspot-zones': '/zones',
  'service-packages': '/packages',
  'payment-methods': '/settings/payment-methods',
  imports: '/imports',
  'bulk-actions': '/devices',
  webhooks: '/settings/webhooks',
  clock: '/system',
  system: '/system',
};

/** What one must be allowed to read to be told of an action; what nobody thought of is for owners. */
export function readerOf(action: string): Permission {
  return READERS[thingOf(action)] ?? 'operators.change';
}

export function isSaid(action: string): boolean {
  return !UNSAID.has(action);
}

/** "Added a device", for a list in which who did it and to whom stands beside it. */
export function sayAction(action: string): string {
  if (!DID.has(action)) return action;
  const said = sayInEnglish(sayDid(action, 1));
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** "Karim added 12 devices.", "Logins registered 3 devices.", and where to look. */
export function sayChange(group: ChangeGroup): SaidChange {
  const sentence = sentenceOf(group);
  return { sentence: sayInEnglish(sentence), sentenceSaid: sentence, ...whereOf(group) };
}

function sentenceOf(group: ChangeGroup): Said {
  const { action, count, customer, imported } = group;
  const who = actorOf(group);
  const isNamed = customer !== null && NAMED.has(action);
  const change = isNamed ? sayNamed(action, count, customer.name) : sayDid(action, count);
  const did = imported ? said('didByImport', { did: change }) : change;
  if (customer === null || isNamed) return said('changeAlone', { who, did });
  return said(`changeWith_${WHOSE[action] ?? 'of'}`, { who, did, customer: customer.name });
}

function sayDid(action: string, count: number): Said {
  const known = DID.get(action);
  if (known === undefined) return times(said('didUnknown', { action }), count);
  const key = `did_${action}` as SaidKey;
  return known.isCounted ? said(key, { count }) : times(said(key), count);
}

function sayNamed(action: string, count: number, customer: string): Said {
  return times(said(`didNamed_${action}` as SaidKey, { customer }), count);
}

function times(did: Said, count: number): Said {
  return count === 1 ? did : said('didTimes', { did, count });
}

function actorOf({ actorKind, actorName }: ChangeGroup): SaidValue {
  if (actorKind === 'radius') return said('byLogins');
  if (actorKind === 'customer') return said('byVisitors');
  if (actorKind === 'job') return said('byGatehouse');
  return actorName;
}

function whereOf({
  action,
  customer,
  actorKind,
  actorName,
  imported,
}: ChangeGroup): Pick<SaidChange, 'path' | 'search'> {
  const thing = thingOf(action);
  if (imported) return { path: '/imports', search: {} };
  const path = PATHS[thing];
  if (customer !== null && (path === undefined || thing === 'customers' || thing === 'devices'))
    return { path: `/customers/${customer.id}`, search: {} };
  const byHand = actorKind === 'operator' || actorKind === 'api-token';
  if (action === 'devices.add' && byHand) return { path: '/devices', search: { addedBy: actorName } };
  return { path: path ?? null, search: {} };
}

function thingOf(action: string): string {
  return action.slice(0, action.indexOf('.'));
}
