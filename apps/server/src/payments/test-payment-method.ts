import { languages } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { Actor } from '../actor.ts';
import { type Changed, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import type { SecretBox } from '../secrets.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type OpenMethod, openMethod } from './payment-methods.ts';
import type { PaymentMethodTested } from './payment-methods.schemas.ts';
import { openProviderIo } from './providers/open-provider-io.ts';
import type { Intent, Tried } from './providers/provider.ts';

type TestParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly now: () => number;
  readonly ownPorts: () => OwnPorts;
};

/** Two calls must fit into one of our own. */
const ANSWER_MS_MAX = 4_000;

/** Tries what costs nothing, with nothing kept from before. Refused: `not-found`. */
export async function testPaymentMethod(
  { db, secretBox, now, ownPorts }: TestParts,
  actor: Actor,
  id: number,
): Promise<Changed<Outcome<PaymentMethodTested>>> {
  const method = await openMethod(db, secretBox, id);
  if (method === null || method.row.removed_at !== null)
    return {
      value: refuse('not-found', { message: 'There is no such way to pay (any more).' }),
      pendingNodes: [],
    };
  const { portalPublicUrl } = await readSettings(db);
  const io = openProviderIo({ ownPorts, now, answerMsMax: ANSWER_MS_MAX });
  const tried = await tryMethod(method, sampleIntent(method, portalPublicUrl), io);
  const all = method.provider.way.kind === 'hosted' ? [...tried, judgeAddress(portalPublicUrl)] : tried;
  return makeChange(db, actor, async ({ audit }) => {
    await audit({
      action: 'payment-methods.test',
      subjectKind: 'payment-method',
      subjectId: id,
      after: { name: method.row.name, went: all.map(({ what, went }) => `${what}: ${went}`) },
    });
    return { tried: all.map((each) => ({ ...each })) };
  });
}

async function tryMethod(
  { provider, settings }: OpenMethod,
  intent: Intent,
  io: ReturnType<typeof openProviderIo>,
): Promise<readonly Tried[]> {
  const { way } = provider;
  if (way.kind === 'hosted') return way.tryOut(settings, intent, io);
  const said = new Set(languages.map((language) => way.instructions(settings, intent, language)));
  return [...said].map((text) => ({
    what: 'What visitors are told',
    went: 'well',
    said: text === '' ? 'Our own words.' : text,
  }));
}

function judgeAddress(portalPublicUrl: string | null): Tried {
  const what = 'Be reached by the gateway';
  if (portalPublicUrl === null)
    return {
      what,
      went: 'wrong',
      said: 'The portal has no public address, so callbacks come nowhere and payments are noticed a minute late. Enter it under Settings › Hotspot.',
    };
  const isOpen = portalPublicUrl.startsWith('https:');
  const said = isOpen
    ? null
    : 'The portal’s public address is plain http://. Most gateways call back by https:// only; payments are noticed a minute late then.';
  return { what, went: isOpen ? 'well' : 'wrong', said };
}

/** Of nobody: no provider knows it. */
function sampleIntent({ row }: OpenMethod, portalPublicUrl: string | null): Intent {
  const origin = portalPublicUrl ?? 'http://portal.invalid';
  return {
    paymentId: 0,
    reference: 'no-such-payment',
    amount: { minor: 10_000, currency: row.currencies[0] ?? 'USD' },
    description: 'Test',
    phone: null,
    returnUrl: origin,
    callbackUrl: `${origin}/pay/${row.callback_token}`,
  };
}
