import type { Change } from '../db/make-change.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { takeNow, type TakenDelivery } from './deliver.ts';
import { testEvent, toDelivery } from './fan-out.ts';
import { openTarget, sealTarget } from './webhook-target.ts';
import { findWebhook } from './webhooks.queries.ts';
import type { AddWebhookInput, ChangeWebhookInput, Webhook, WebhookWithSecret } from './webhooks.schemas.ts';

type Keys = { readonly secretBox: SecretBox; readonly randomBytes: RandomBytes };

const WEBHOOKS_MAX = 20;
const NO_SUCH = refuse('not-found', { message: 'There is no such webhook (any more).' });
const NO_SUCH_DELIVERY = refuse('not-found', { message: 'This delivery is kept no longer.' });

/** Refused: `bad-request` where there are too many, `name-taken`. */
export async function addWebhook(
  { tx, actor, audit }: Change,
  { secretBox, randomBytes }: Keys,
  { name, url, events, enabled = true }: AddWebhookInput,
): Promise<Outcome<WebhookWithSecret>> {
  const { count } = await tx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= WEBHOOKS_MAX)
    return refuse('bad-request', {
      message: `There are ${WEBHOOKS_MAX} webhooks already; more are not kept.`,
    });
  const secret = makeSecret(randomBytes);
  const values = {
    name,
    url_host: new URL(url).host,
    cipher: sealTarget(secretBox, { url, secret }),
    events: [...events],
    enabled,
    added_by: actor.name,
  };
  const insert = () => tx.insertInto('webhooks').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { webhooks_name: nameTaken(name) });
  if (isRefused(row)) return row;
  const added = await findWebhook(tx, row.id);
  if (added === null) return NO_SUCH;
  await audit({ ...subject('add', row.id), after: onRecord(added) });
  return { ...added, secret };
}

/** What is not sent stays. Switched on again, it has a clean slate. Refused: `not-found`, `name-taken`. */
export async function changeWebhook(
  { tx, audit }: Change,
  { secretBox }: Keys,
  id: number,
  { name, url, events, enabled }: ChangeWebhookInput,
): Promise<Outcome<Webhook>> {
  const row = await tx.selectFrom('webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const before = await findWebhook(tx, id);
  if (row === undefined || before === null) return NO_SUCH;
  const isSwitchedOn = enabled === true && !row.enabled;
  const columns = {
    name: name ?? row.name,
    events: [...(events ?? row.events)],
    enabled: enabled ?? row.enabled,
    ...(url !== undefined && {
      url_host: new URL(url).host,
      cipher: sealTarget(secretBox, { ...openTarget(secretBox, row.cipher), url }),
    }),
    ...((isSwitchedOn || url !== undefined) && { failing_since: null, last_fault: null }),
    ...(isSwitchedOn && { let_go: 0 }),
    ...(enabled !== undefined && { disabled_why: null }),
  };
  const update = () => tx.updateTable('webhooks').set(columns).where('id', '=', id).execute();
  const written = await unlessTaken(update, { webhooks_name: nameTaken(columns.name) });
  if (isRefused(written)) return written;
  const after = await findWebhook(tx, id);
  if (after === null) return NO_SUCH;
  const moved = url === undefined ? {} : { newAddress: true };
  await audit({
    ...subject('change', id),
    before: onRecord(before),
    after: { ...onRecord(after), ...moved },
  });
  return after;
}

/** What waits for it is not sent any more. Refused: `not-found`. */
export async function removeWebhook({ tx, audit }: Change, id: number): Promise<Outcome<Webhook>> {
  const before = await findWebhook(tx, id);
  if (before === null) return NO_SUCH;
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
  await audit({ ...subject('remove', id), before: onRecord(before) });
  return before;
}

/** From the next delivery on. Refused: `not-found`. */
export async function renewSecret(
  { tx, audit }: Change,
  { secretBox, randomBytes }: Keys,
  id: number,
): Promise<Outcome<WebhookWithSecret>> {
  const row = await tx
    .selectFrom('webhooks')
    .select('cipher')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return NO_SUCH;
  const secret = makeSecret(randomBytes);
  const cipher = sealTarget(secretBox, { ...openTarget(secretBox, row.cipher), secret });
  await tx.updateTable('webhooks').set({ cipher }).where('id', '=', id).execute();
  const after = await findWebhook(tx, id);
  if (after === null) return NO_SUCH;
  await audit({ ...subject('renew-secret', id), after: { name: after.name } });
  return { ...after, secret };
}

/** An event that says nothing, taken to be sent at once and never again. Refused: `not-found`. */
export async function beginTest(
  { tx, actor, audit }: Change,
  id: number,
  now: number,
): Promise<Outcome<TakenDelivery>> {
  if ((await findWebhook(tx, id)) === null) return NO_SUCH;
  const delivery = toDelivery(id, testEvent({ kind: actor.kind, name: actor.name }, now));
  const row = await tx
    .insertInto('webhook_deliveries')
    .values(delivery)
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit({ ...subject('test', id), after: { eventId: delivery.event_id } });
  return (await takeNow(tx, row.id)) ?? NO_SUCH_DELIVERY;
}

/** The same event with the same id, whatever became of it. Refused: `not-found`. */
export async function beginAgain({ tx, audit }: Change, deliveryId: number): Promise<Outcome<TakenDelivery>> {
  const taken = await takeNow(tx, deliveryId);
  if (taken === null) return NO_SUCH_DELIVERY;
  await audit({
    ...subject('send-again', taken.webhook_id),
    after: { eventId: taken.event_id, type: taken.type },
  });
  return taken;
}

function makeSecret(randomBytes: RandomBytes): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

function subject(verb: string, id: number) {
  return { action: `webhooks.${verb}`, subjectKind: 'webhook', subjectId: id };
}

function onRecord({ name, host, events, enabled }: Webhook) {
  return { name, host, events, enabled };
}
