import type { Permission } from '../operators/permissions.ts';
import { formatCount } from '../service-packages/describe-amounts.ts';

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
  /** Where that is to be seen; the query is the list's own. */
  readonly path: string | null;
  readonly search: Readonly<Record<string, string>>;
};

type Words = {
  readonly verb: string;
  readonly one: string;
  readonly many?: string;
  /** Behind the number. */
  readonly after?: string;
  /** Before the customer, where all are about one; "of" unless told otherwise. */
  readonly whose?: string;
};

const change = (verb: string, one: string, more: Partial<Words> = {}): Words => ({ verb, one, ...more });

/** Each action of the record in words. What is not here is said by its own word. */
const ACTIONS: Readonly<Record<string, Words>> = {
  'customers.add': change('added', 'customer'),
  'customers.change': change('changed', 'customer'),
  'customers.settle-home': change('noted where', 'customer', { after: ' is at home' }),
  'customers.remove': change('removed', 'customer'),
  'devices.add': change('added', 'device', { whose: 'for' }),
  'devices.register': change('registered', 'device', { whose: 'for' }),
  'devices.restore': change('registered', 'device', { after: ' again' }),
  'devices.change': change('changed', 'device'),
  'devices.move': change('moved', 'device', { after: ' to another customer' }),
  'devices.remove': change('removed', 'device'),
  'devices.replace': change('replaced', 'device'),
  'devices.undo-add': change('took back the adding of', 'device'),
  'devices.undo-replace': change('took back the replacing of', 'device'),
  'devices.continue': change('continued', 'device', { after: ' under a new address' }),
  'devices.separate': change('told', 'pair', { after: ' of devices apart' }),
  'devices.add-note': change('wrote', 'note', { after: ' about devices' }),
  'devices.remove-note': change('removed', 'note', { after: ' about devices' }),
  'subscriptions.add': change('gave', 'package', { whose: 'to' }),
  'subscriptions.renew': change('renewed', 'package', { after: ' without a payment' }),
  'subscriptions.undo-renew': change('took back the renewal of', 'package'),
  'subscriptions.begin': change('began', 'package'),
  'subscriptions.change': change('changed the end of', 'package'),
  'subscriptions.end': change('ended', 'package'),
  'subscriptions.withdraw': change('withdrew', 'package'),
  'swap-windows.open': change('opened', 'swap window', { whose: 'for' }),
  'swap-windows.reopen': change('opened', 'swap window', { after: ' again' }),
  'swap-windows.close': change('closed', 'swap window'),
  'blocked-macs.add': change('blocked', 'device'),
  'blocked-macs.remove': change('unblocked', 'device'),
  'unrecognised-devices.ignore': change('ignored', 'unrecognised device'),
  'review.keep': change('reviewed and kept', 'device'),
  'payments.pay': change('took', 'payment', { whose: 'from' }),
  'payments.refuse': change('refused', 'payment'),
  'payments.refund': change('paid back', 'payment'),
  'payments.review': change('set', 'payment', { after: ' aside for a person' }),
  'vouchers.add': change('made', 'batch of vouchers', { many: 'batches of vouchers' }),
  'vouchers.redeem': change('redeemed', 'voucher', { whose: 'for' }),
  'vouchers.revoke': change('revoked vouchers', 'time'),
  'sessions.disconnect': change('disconnected', 'session'),
  'nas.add': change('added', 'router'),
  'nas.change': change('changed', 'router'),
  'nas.remove': change('removed', 'router'),
  'hotspot-zones.add': change('added', 'zone'),
  'hotspot-zones.change': change('changed', 'zone'),
  'hotspot-zones.change-logo': change('changed the logo of', 'zone'),
  'hotspot-zones.remove': change('removed', 'zone'),
  'service-packages.add': change('added', 'package', { after: ' to what is sold' }),
  'service-packages.change': change('changed', 'package', { after: ' that is sold' }),
  'service-packages.remove': change('removed', 'package', { after: ' from what is sold' }),
  'payment-methods.add': change('added', 'way to pay', { many: 'ways to pay' }),
  'payment-methods.change': change('changed', 'way to pay', { many: 'ways to pay' }),
  'imports.apply': change('applied', 'import'),
  'imports.undo': change('undid', 'import'),
  'bulk-actions.begin': change('did the same to many devices', 'time'),
  'bulk-actions.begin-undoing': change('took back what was done to many devices', 'time'),
  'bulk-actions.stop': change('stopped what was being done to many devices', 'time'),
  'webhooks.add': change('added', 'webhook'),
  'webhooks.change': change('changed', 'webhook'),
  'webhooks.remove': change('removed', 'webhook'),
  'webhooks.renew-secret': change('renewed the secret of', 'webhook'),
  'webhooks.give-up': change('switched off', 'webhook', { after: ' that took nothing any more' }),
  'settings.change': change('changed the settings', 'time'),
  'sms-gateway.change': change('changed how text messages are sent', 'time'),
  'clock.confirm': change('confirmed the time of the machine', 'time'),
  'system.remove-node': change('took', 'RADIUS process', {
    many: 'RADIUS processes',
    after: ' off the list',
  }),
  'passwords.show': change('looked at', 'network password'),
  'secrets.show': change('looked at', 'router secret'),
  'operators.change-reach': change('changed what', 'operator', { after: ' looks after' }),
  'operators.create': change('added', 'operator'),
  'operators.change': change('changed', 'operator'),
  'operators.make-password-link': change('made a link to a new password for', 'operator'),
  'operators.sign-out-everywhere': change('signed out everywhere', 'operator'),
  'operators.end-sign-in': change('ended', 'sign-in', { after: ' of their own' }),
  'operators.change-password': change('changed the own password', 'time'),
  'operators.sign-in-refused': change('was refused at sign-in', 'time'),
  'api-tokens.create': change('made', 'API token'),
  'api-tokens.revoke': change('revoked', 'API token'),
  'operators.choose-language': change('chose a language', 'time'),
  'operators.step-up': change('proved again who they are', 'time'),
  'operators.offer-two-factor': change('began to set up a second factor', 'time'),
  'operators.turn-on-two-factor': change('turned on the second factor', 'time'),
  'operators.turn-off-two-factor': change('turned off the second factor', 'time'),
  'operators.reset-two-factor': change('reset the second factor of', 'operator'),
  'operators.renew-recovery-codes': change('made new recovery codes', 'time'),
  'operators.use-recovery-code': change('used up a recovery code', 'time'),
  'operators.second-factor-refused': change('was refused with a wrong code', 'time'),
  'operators.password-refused': change('was refused with a wrong password', 'time'),
  'getting-started.leave': change('left the first steps', 'time'),
  'getting-started.resume': change('came back to the first steps', 'time'),
  'bulk-actions.end': change('ended what was done to many devices', 'time'),
  'bulk-actions.undo': change('took back what was done to many devices', 'time'),
  'secrets.rotate': change('renewed the key of all secrets', 'time'),
  'secrets.reseal': change('sealed secrets with the new key', 'time'),
  'devices.propose-again': change('told', 'pair', { after: ' of devices apart no longer' }),
  'review.undo': change('took back', 'decision', { after: ' of a review' }),
  'review.remove': change('reviewed and removed', 'device'),
  'payment-methods.remove': change('removed', 'way to pay', { many: 'ways to pay' }),
  'payment-methods.order': change('put the ways to pay in order', 'time'),
  'payment-methods.test': change('tested', 'way to pay', { many: 'ways to pay' }),
  'mail-server.change': change('changed how mail is sent', 'time'),
  'mail-server.remove': change('switched mail off', 'time'),
  'mail-server.test': change('sent a mail as a test', 'time'),
  'operators.ask-password-link': change('asked for a link to a new password by mail', 'time'),
  'sms-gateway.test': change('sent a text message as a test', 'time'),
  'operators.sign-in': change('signed in', 'time'),
  'operators.sign-out': change('signed out', 'time'),
  'audit-log.export': change('exported the audit log', 'time'),
  'customers.export': change('exported customers', 'time'),
  'devices.export': change('exported devices', 'time'),
  'devices.remember-zone': change('saw', 'device', { after: ' in a new zone' }),
  'devices.pause-mac-login': change('paused the MAC login of', 'device'),
  'devices.resume-mac-login': change('resumed the MAC login of', 'device'),
  'devices.tell-apart': change('told', 'pair', { after: ' of devices apart' }),
  'nas.signing-learned': change('learned how requests are signed by', 'router'),
  'nas.signing-forgotten': change('forgot how requests are signed by', 'router'),
  'nas.unsigned-allowed': change('allowed unsigned requests of', 'router'),
  'imports.begin': change('began', 'import'),
  'imports.begin-applying': change('began to apply', 'import'),
  'imports.begin-undoing': change('began to take back', 'import'),
  'imports.drop': change('dropped', 'import'),
  'swap-windows.end': change('closed', 'swap window', { after: ' whose time was up' }),
  'lists.set-up': change('set up a list', 'time'),
  'webhooks.test': change('sent a test to', 'webhook'),
  'webhooks.send-again': change('sent an event again to', 'webhook'),
  'saved-views.add': change('saved', 'view'),
  'saved-views.change': change('changed', 'view'),
  'saved-views.remove': change('removed', 'view'),
  'unrecognised-devices.stop-ignoring': change('no longer ignored', 'unrecognised device'),
};

/** Every action that there is. */
export const auditActions: readonly string[] = Object.keys(ACTIONS);

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
  const words = ACTIONS[action];
  if (words === undefined) return action;
  const said = wordsOf(words, { action, count: 1, customer: null });
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** "Karim added 12 devices.", "Logins registered 3 devices.", and where to look. */
export function sayChange(group: ChangeGroup): SaidChange {
  const { action, customer, imported } = group;
  const words = ACTIONS[action];
  const said = words === undefined ? plainWords(group) : wordsOf(words, group);
  const before = thingOf(action) === 'customers' ? ' ' : ` ${words?.whose ?? 'of'} `;
  const whose = customer === null ? '' : `${before}${customer.name}`;
  const how = imported ? ' by an import' : '';
  return {
    sentence: `${actorOf(group)} ${said}${whose}${how}.`,
    ...whereOf(group),
  };
}

function wordsOf(
  { verb, one, many, after = '' }: Words,
  { action, count, customer }: Pick<ChangeGroup, 'action' | 'count' | 'customer'>,
): string {
  if (one === 'time') return count === 1 ? verb : `${verb} ${count.toLocaleString('en')} times`;
  const named = customer !== null && thingOf(action) === 'customers';
  if (count === 1) return `${verb} ${named ? 'the' : article(one)} ${one}${after}`;
  return `${verb} ${formatCount(count, one, many)}${after}`;
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}

function plainWords({ action, count }: ChangeGroup): string {
  return count === 1 ? `did “${action}”` : `did “${action}” ${count.toLocaleString('en')} times`;
}

function actorOf({ actorKind, actorName }: ChangeGroup): string {
  if (actorKind === 'radius') return 'Logins';
  if (actorKind === 'customer') return 'Visitors';
  if (actorKind === 'job') return 'Gatehouse';
  return actorName;
}

function whereOf({
  action,
  customer,
  actorKind,
  actorName,
  imported,
}: ChangeGroup): Omit<SaidChange, 'sentence'> {
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
