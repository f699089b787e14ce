import { isCurrency, NO_CURRENCY } from '@gatehouse/domain/currencies';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { fieldErrors } from '../field-errors.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { type FieldError, isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { openSettings, sealSettings } from './payment-methods.ts';
import type {
  AddPaymentMethodInput,
  ChangePaymentMethodInput,
  PaymentMethodItem,
} from './payment-methods.schemas.ts';
import { findPaymentProvider } from './providers/index.ts';
import type { PaymentProvider } from './providers/provider.ts';
import { refuseWhileOpen } from './refuse-while-open.ts';
import { showMethod } from './show-payment-methods.ts';

type Keys = { readonly secretBox: SecretBox; readonly randomBytes: RandomBytes };
type Settings = Readonly<Record<string, string>>;

const NO_SUCH = refuse('not-found', { message: 'There is no such way to pay (any more).' });
const TOKEN_OCTETS = 24;
const METHODS_MAX = 50;

/** Refused: `reference-unknown`, `bad-request`, `name-taken`. */
export async function addPaymentMethod(
  { tx, audit }: Change,
  { secretBox, randomBytes }: Keys,
  input: AddPaymentMethodInput,
): Promise<Outcome<PaymentMethodItem>> {
  const provider = findPaymentProvider(input.provider);
  if (provider === null)
    return refuse('reference-unknown', { fields: { provider: { code: 'unknown', message: 'is none' } } });
  const fault = settingsFault(provider, input.settings);
  if (fault !== null) return fault;
  const currencies = takenCurrencies(provider, input.settings, input.currencies ?? []);
  if (isRefused(currencies)) return currencies;
  const { last, count } = await tx
    .selectFrom('payment_methods')
    .select((eb) => [eb.fn.max('position').as('last'), eb.fn.countAll<number>().as('count')])
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= METHODS_MAX)
    return refuse('bad-request', { message: 'There are too many ways to pay already.' });
  const values = {
    provider: provider.id,
    name: input.name,
    currencies: [...currencies],
    enabled: input.enabled ?? true,
    settings_cipher: sealSettings(secretBox, input.settings),
    callback_token: randomBytes(TOKEN_OCTETS).toString('base64url'),
    position: (last ?? 0) + 1,
  };
  const insert = () =>
    tx.insertInto('payment_methods').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { payment_methods_name: nameTaken(input.name) });
  if (isRefused(row)) return row;
  const after = await showMethod(tx, row.id, { secretBox, mayChange: true });
  if (after === null) return NO_SUCH;
  await audit({ ...subject('add', row.id), after: onRecord(after, Object.keys(input.settings)) });
  return after;
}

/** Refused: `not-found`, `bad-request`, `name-taken`, `payments-open`. */
export async function changePaymentMethod(
  { tx, audit }: Change,
  { secretBox }: Keys,
  id: number,
  { name, currencies, enabled, settings: sent, openPaymentsToo = false }: ChangePaymentMethodInput,
): Promise<Outcome<PaymentMethodItem>> {
  const looking = { secretBox, mayChange: true };
  const row = await tx
    .selectFrom('payment_methods')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const provider = row === undefined ? null : findPaymentProvider(row.provider);
  const before = await showMethod(tx, id, looking);
  if (row === undefined || provider === null || before === null) return NO_SUCH;
  const stored = openSettings(secretBox, row);
  const settings = sent === undefined ? stored : withKeptSecrets(provider, stored, sent);
  if (isRefused(settings)) return settings;
  const fault = sent === undefined ? null : settingsFault(provider, settings);
  if (fault !== null) return fault;
  const taken = takenCurrencies(provider, settings, currencies ?? row.currencies);
  if (isRefused(taken)) return taken;
  const open = openPaymentsToo ? null : await refuseWhileOpen(tx, { row, provider }, stored, settings);
  if (open !== null) return open;
  const update = () =>
    tx
      .updateTable('payment_methods')
      .set({
        name: name ?? row.name,
        currencies: [...taken],
        enabled: enabled ?? row.enabled,
        ...(sent !== undefined && { settings_cipher: sealSettings(secretBox, settings) }),
      })
      .where('id', '=', id)
      .execute();
  const updated = await unlessTaken(update, { payment_methods_name: nameTaken(name ?? row.name) });
  if (isRefused(updated)) return updated;
  const after = await showMethod(tx, id, looking);
  const changed = Object.entries(settings).filter(([field, value]) => (stored[field] ?? '') !== value);
  await audit({
    ...subject('change', id),
    before: onRecord(before, []),
    after: onRecord(
      after ?? before,
      changed.map(([field]) => field),
    ),
  });
  return after ?? NO_SUCH;
}

/** What was begun by it goes on, and it stays for the payments made by it. Refused: `not-found`. */
export async function removePaymentMethod(
  { tx, audit }: Change,
  { secretBox }: Keys,
  id: number,
): Promise<Outcome<{ id: number }>> {
  const before = await showMethod(tx, id, { secretBox, mayChange: true });
  if (before === null) return NO_SUCH;
  await tx
    .updateTable('payment_methods')
    .set({ removed_at: sql<Date>`trusted_now()`, enabled: false })
    .where('id', '=', id)
    .execute();
  await audit({ ...subject('remove', id), before: onRecord(before, []) });
  return { id };
}

/** Those that are not named come behind, as they were. */
export async function orderPaymentMethods(
  { tx, audit }: Change,
  ids: readonly number[],
): Promise<Outcome<{ ordered: number }>> {
  const rows = await tx
    .selectFrom('payment_methods')
    .select(['id', 'name', 'position'])
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  const named = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const ordered = [...new Set([...named, ...rows])];
  for (const [index, { id }] of ordered.entries())
    await tx
      .updateTable('payment_methods')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute();
  const names = (list: typeof rows) => ({ names: list.map(({ name }) => name) });
  await audit({ ...subject('order', 'all'), before: names(rows), after: names(ordered) });
  return { ordered: ordered.length };
}

function subject(verb: string, id: number | string) {
  return { action: `payment-methods.${verb}`, subjectKind: 'payment-method', subjectId: id };
}

/** No setting stands in the audit log, only which were typed: keys stand in headers and bodies as well. */
function onRecord({ provider, name, currencies, enabled }: PaymentMethodItem, typed: readonly string[]) {
  return { provider, name, currencies, enabled, ...(typed.length > 0 && { settingsTyped: [...typed] }) };
}

/** Whoever leads calls to another host must know the secrets: else they could have them sent to a host of their own. */
function withKeptSecrets(provider: PaymentProvider, stored: Settings, sent: Settings): Outcome<Settings> {
  const named = (kind: 'secret' | 'url') =>
    provider.fields.filter((field) => field.kind === kind).map(({ name }) => name);
  const kept = named('secret').filter((name) => (sent[name] ?? '') === '' && (stored[name] ?? '') !== '');
  const origins = (settings: Settings) => named('url').map((name) => originOf(settings[name] ?? ''));
  const merged = { ...stored, ...sent };
  const known = new Set(origins(stored));
  if (kept.length > 0 && origins(merged).some((origin) => origin !== '' && !known.has(origin))) {
    const message = 'is needed again, for the addresses lead to another host than before';
    return invalid(Object.fromEntries(kept.map((name) => [name, { code: 'needed-again', message }])));
  }
  return { ...merged, ...Object.fromEntries(kept.map((name) => [name, stored[name] ?? ''])) };
}

/** Of an address with places in it too. */
function originOf(text: string): string {
  return /^\s*(https?:\/\/[^/?#]*)/i.exec(text)?.[1]?.toLowerCase() ?? '';
}

function settingsFault(provider: PaymentProvider, settings: Settings): Refused | null {
  const { error } = provider.settings.safeParse(settings);
  return error === undefined ? null : invalid(fieldErrors(error.issues, settings));
}

/** What a gateway of one currency takes need not be said, and cannot be said otherwise: visitors are offered no other. */
function takenCurrencies(
  { way, settings: shape }: PaymentProvider,
  settings: Settings,
  wanted: readonly string[],
): Outcome<readonly string[]> {
  const read = shape.safeParse(settings);
  const only = way.kind === 'hosted' && read.success ? way.onlyCurrency(read.data) : null;
  // Not in the settings' own shape: a way to pay in what is no currency any more is still to be asked.
  if (only !== null && !isCurrency(only))
    return invalid({ currencyPath: { code: 'invalid', message: NO_CURRENCY } });
  if (only === null || (wanted.length === 1 && wanted[0] === only)) return wanted;
  if (wanted.length === 0) return [only];
  const message = `can be ${only} alone: the gateway takes no other`;
  return refuse('bad-request', {
    message: `currencies ${message}.`,
    fields: { currencies: { code: 'invalid', message } },
  });
}

function invalid(fields: Readonly<Record<string, FieldError>>): Refused {
  const named = Object.entries(fields);
  const message = `${named.map(([field, fault]) => `${field} ${fault.message}`).join('; ')}.`;
  return refuse('bad-request', {
    message,
    fields: Object.fromEntries(named.map(([field, fault]) => [`settings.${field}`, fault])),
  });
}
