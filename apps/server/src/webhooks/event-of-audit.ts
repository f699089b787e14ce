import type { EventType } from '@gatehouse/domain/events/event-types';
import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import type { Facts } from './event-shapes.ts';

/** A row of the audit log, as far as an event is made of it. */
export type AuditedFact = {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: Facts | null;
  readonly after: Facts | null;
};

/** `id` is `null` where a MAC address alone is known. */
export type EventDevice = {
  readonly id: string | null;
  readonly mac: string | null;
  readonly label: string | null;
  readonly type: string | null;
};

const EVENTS: Readonly<Record<string, EventType>> = {
  'devices.add': 'device.added',
  'devices.restore': 'device.added',
  'devices.register': 'device.auto-registered',
  'devices.change': 'device.changed',
  'devices.replace': 'device.replaced',
  'devices.undo-replace': 'device.replaced',
  'devices.continue': 'device.replaced',
  'devices.separate': 'device.replaced',
  'devices.move': 'device.moved',
  'devices.remove': 'device.removed',
  'devices.undo-add': 'device.removed',
  'blocked-macs.add': 'device.blocked',
  'blocked-macs.remove': 'device.unblocked',
  'customers.add': 'customer.added',
  'customers.change': 'customer.changed',
  'customers.remove': 'customer.removed',
  'subscriptions.add': 'customer.package-given',
  'subscriptions.renew': 'customer.package-given',
  'subscriptions.undo-renew': 'customer.package-taken-back',
};

const BY_STATUS: Readonly<Record<string, EventType>> = {
  suspended: 'customer.suspended',
  active: 'customer.activated',
  ended: 'customer.ended',
};

/** Which event it is; `null` for what no webhook is told. */
export function eventOfAudit({ action, before, after }: AuditedFact): EventType | null {
  if (action === 'customers.change' && after?.['status'] !== before?.['status'])
    return BY_STATUS[String(after?.['status'])] ?? 'customer.changed';
  return EVENTS[action] ?? null;
}

/** The device that it happened to; `null` where it happened to none. */
export function deviceOfAudit({ subjectKind, subjectId, before, after }: AuditedFact): EventDevice | null {
  if (subjectKind !== 'device' && subjectKind !== 'mac') return null;
  const said = (name: string) => textOf(after?.[name]) ?? textOf(before?.[name]);
  const mac = parseMacAddress(said('mac') ?? (subjectKind === 'mac' ? subjectId : ''));
  return {
    id: subjectKind === 'device' ? subjectId : null,
    mac: mac === null ? null : formatMacAddress(mac),
    label: said('label'),
    type: said('type'),
  };
}

/** What was. A login that goes on under another address notes the old one beside the new one. */
export function wasOfAudit({ action, before, after }: AuditedFact): Facts | null {
  const old = textOf(after?.['before']);
  const mac = old === null || action !== 'devices.continue' ? null : parseMacAddress(old);
  return before ?? (mac === null ? null : { mac: formatMacAddress(mac) });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
