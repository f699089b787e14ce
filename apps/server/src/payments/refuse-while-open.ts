import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import { type Refused, refuse } from '../outcome.ts';
import type { OpenMethod } from './payment-methods.ts';
import type { ProviderField } from './providers/provider.ts';

type Settings = Readonly<Record<string, string>>;
type Method = Pick<OpenMethod, 'row' | 'provider'>;

/**
 * Whether a way to pay would lead elsewhere while payments by it are open: those were begun at the old place, and would be
 * asked about, or expected, at the new one. Keys may change at any time, and so may words.
 */
export async function refuseWhileOpen(
  tx: Tx,
  method: Method,
  before: Settings,
  after: Settings,
): Promise<Refused | null> {
  const fields = movedFields(method, before, after);
  if (fields.length === 0) return null;
  const count = await countOpen(tx, method);
  if (count === 0) return null;
  const labels = fields.map(({ label, group }) => (group === undefined ? label : `${group} › ${label}`));
  const open = count === 1 ? '1 payment' : `${count} payments`;
  return refuse('payments-open', {
    message: `${open} by ${method.row.name} may still be paid, and would be looked for at the new place (${labels.join(', ')}). Add a new method and switch this one off: what is open goes on here. Or confirm that this is the same place.`,
  });
}

function movedFields({ provider }: Method, before: Settings, after: Settings): readonly ProviderField[] {
  if (provider.way.kind === 'counter') return [];
  return provider.fields.filter(
    ({ name, kind, isWording }) =>
      kind !== 'secret' && isWording !== true && plain(before[name]) !== plain(after[name]),
  );
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll(/\r\n?/g, '\n').trim();
}

/** A gateway is asked about them for a week; elsewhere they wait for a reference, or for somebody to look. */
async function countOpen(tx: Tx, { row, provider }: Method): Promise<number> {
  const isOpen =
    provider.way.kind === 'hosted' ? sql`ask_at is not null` : sql`state in ('open', 'to-approve')`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from payments where payment_method_id = ${row.id} and ${isOpen}`.execute(tx);
  return rows[0]?.count ?? 0;
}
