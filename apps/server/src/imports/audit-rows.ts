import type { AuditRow } from '../audit-log/write-audit-rows.ts';
import type { RowPlan } from './judge-row.ts';
import type { CustomerColumns, UndoRecord } from './undo-record.ts';

type Written = { readonly plan: RowPlan; readonly record: UndoRecord };

/** What a row that was imported leaves in the audit log: the same words as when somebody does it by hand. */
export function auditRowsOf(written: Written): AuditRow[] {
  return [...customerRows(written), ...deviceRows(written)];
}

function customerRows({ plan, record }: Written): AuditRow[] {
  const { customerId } = record;
  const about = { subjectKind: 'customer', subjectId: customerId, customerId };
  const gives = plan.gives === null ? {} : { package: plan.gives.name };
  if (record.added) {
    const { password_cipher: _, ...columns } = record.after;
    return [
      { ...about, action: 'customers.add', after: { ...inOurWords(columns), ...gives, import: true } },
      ...packageRows({ plan, record }),
    ];
  }
  if (Object.keys(record.after).length === 0) return [];
  return [
    {
      ...about,
      action: 'customers.change',
      before: inOurWords(record.before),
      after: { ...inOurWords(record.after), import: true },
    },
  ];
}

/** Of a new customer: who was there is given theirs as by hand, which notes it. */
function packageRows({ plan: { gives }, record: { customerId, subscription } }: Written): AuditRow[] {
  if (gives === null || subscription === null) return [];
  const { id: subjectId, startsAt, endsAt } = subscription;
  const waits = gives.valid_from === 'first-use' && gives.validity_seconds !== null;
  return [
    {
      action: 'subscriptions.add',
      subjectKind: 'subscription',
      subjectId,
      customerId,
      after: {
        servicePackage: gives.name,
        startsAt,
        endsAt,
        ...(waits && { waitingSeconds: gives.validity_seconds }),
        import: true,
      },
    },
  ];
}

function deviceRows({ record }: Written): AuditRow[] {
  const { customerId, addedDevices, movedDevices, relabelledDevices } = record;
  const about = (id: number) => ({ subjectKind: 'device', subjectId: id, customerId });
  return [
    ...addedDevices.map(({ id, mac, label, type }) => ({
      ...about(id),
      action: 'devices.add',
      after: { mac, label, type, source: 'import', import: true },
    })),
    ...movedDevices.map(({ id, mac, before }) => ({
      ...about(id),
      action: 'devices.move',
      before: { customerId: String(before.customerId), mac, label: before.label, type: before.type },
      after: { customerId: String(customerId), mac, source: 'import', import: true },
    })),
    ...relabelledDevices.map(({ id, mac, label, type, labelBefore, typeBefore }) => ({
      ...about(id),
      action: 'devices.change',
      before: { mac, label: labelBefore, type: typeBefore },
      after: { mac, label, type, import: true },
    })),
  ];
}

/** What undoing such a row leaves there. */
export function auditRowsOfUndo(record: UndoRecord): AuditRow[] {
  const { customerId, added, before, after, addedDevices, movedDevices, relabelledDevices } = record;
  const customer = { subjectKind: 'customer', subjectId: customerId, customerId };
  const device = (id: number, holder: number) => ({
    subjectKind: 'device',
    subjectId: id,
    customerId: holder,
  });
  const undone = { import: 'undone' };
  const { password_cipher: _, ...columns } = after;
  return [
    ...addedDevices.map(({ id, mac, label, type }) => ({
      ...device(id, customerId),
      action: 'devices.remove',
      before: { mac, label, type, ...undone },
    })),
    ...movedDevices.map(({ id, mac, before: was }) => ({
      ...device(id, was.customerId),
      action: 'devices.move',
      before: { customerId: String(customerId), mac },
      after: { customerId: String(was.customerId), mac, ...undone },
    })),
    ...relabelledDevices.map(({ id, mac, label, type, labelBefore, typeBefore }) => ({
      ...device(id, customerId),
      action: 'devices.change',
      before: { mac, label, type },
      after: { mac, label: labelBefore, type: typeBefore, ...undone },
    })),
    ...(added
      ? [{ ...customer, action: 'customers.remove', before: { ...inOurWords(columns), ...undone } }]
      : Object.keys(before).length > 0
        ? [
            {
              ...customer,
              action: 'customers.change',
              before: inOurWords(after),
              after: { ...inOurWords(before), ...undone },
            },
          ]
        : []),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  mac_binding: 'macBinding',
  device_limit: 'deviceLimit',
  framed_ip_address: 'framedIpAddress',
};

/** As the API says them, and a password only as changed. */
function inOurWords(columns: CustomerColumns): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) =>
      name === 'password_cipher' ? ['password', 'changed'] : [WORDS[name] ?? name, value],
    ),
  );
}
