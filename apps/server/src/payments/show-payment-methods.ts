import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { SecretBox } from '../secrets.ts';
import { readSettings } from '../settings/read-settings.ts';
import { openSettings } from './payment-methods.ts';
import type { PaymentMethodItem, PaymentProviderItem } from './payment-methods.schemas.ts';
import { findPaymentProvider, paymentProviders } from './providers/index.ts';

/** Every provider with all that the admin app draws its form by. */
export function showPaymentProviders(): PaymentProviderItem[] {
  return paymentProviders.map(({ id, label, use, way, fields, presets = [] }) => ({
    id,
    label,
    use,
    kind: way.kind,
    fields: fields.map(({ choices, ...field }) => ({ ...field, ...(choices && { choices: [...choices] }) })),
    presets: presets.map((preset) => ({ label: preset.label, values: { ...preset.values } })),
  }));
}

type Looking = { readonly secretBox: SecretBox; readonly mayChange: boolean };

/** In the order in which visitors see them, without those that were removed. */
export async function listMethods(db: Db | Tx, looking: Looking): Promise<PaymentMethodItem[]> {
  const rows = await db
    .selectFrom('payment_methods')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const around = await readAround(db);
  return rows.flatMap((row) => present(row, around, looking) ?? []);
}

/** `null`: there is none (any more). */
export async function showMethod(
  db: Db | Tx,
  id: number,
  looking: Looking,
): Promise<PaymentMethodItem | null> {
  const row = await db
    .selectFrom('payment_methods')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return present(row, await readAround(db), looking);
}

type Forged = NonNullable<PaymentMethodItem['forgedCallbacks']>;
type Around = {
  readonly portalPublicUrl: string | null;
  /** By the way to pay that they were for. */
  readonly forged: ReadonlyMap<number, Forged>;
};

async function readAround(db: Db | Tx): Promise<Around> {
  const { portalPublicUrl } = await readSettings(db);
  const { rows } = await sql<{ id: number; lastAt: Date } & Omit<Forged, 'lastAt'>>`
    select distinct on (payment_method_id) payment_method_id as id, at as "lastAt", host(source_address) as address,
           facts ->> 'why' as why, count(*) over (partition by payment_method_id) as count
      from payment_events
     where payment_id is null and outcome = 'forged' and at > trusted_now() - interval '1 day'
     order by payment_method_id, at desc`.execute(db);
  const forged = rows.map(
    ({ id, lastAt, ...facts }) => [id, { ...facts, lastAt: lastAt.toISOString() }] as const,
  );
  return { portalPublicUrl, forged: new Map(forged) };
}

/** What an owner typed may hold keys anywhere, so it is shown to those alone who may change it; secrets to nobody. */
function present(
  row: Row<'payment_methods'>,
  { portalPublicUrl, forged }: Around,
  { secretBox, mayChange }: Looking,
): PaymentMethodItem | null {
  const provider = findPaymentProvider(row.provider);
  if (provider === null) return null;
  const settings = Object.entries(mayChange ? openSettings(secretBox, row) : {});
  const secrets = new Set(provider.fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
  const told = forged.get(row.id) ?? null;
  const isReached = mayChange && provider.way.kind === 'hosted' && portalPublicUrl !== null;
  return {
    id: String(row.id),
    provider: row.provider,
    providerLabel: provider.label,
    kind: provider.way.kind,
    name: row.name,
    currencies: row.currencies,
    enabled: row.enabled,
    settings: Object.fromEntries(settings.filter(([name]) => !secrets.has(name))),
    secretsSet: settings.flatMap(([name, value]) => (secrets.has(name) && value !== '' ? [name] : [])),
    callbackUrl: isReached ? `${portalPublicUrl}/pay/${row.callback_token}` : null,
    forgedCallbacks: mayChange ? told : told && { ...told, address: null, why: null },
    createdAt: row.created_at.toISOString(),
  };
}
