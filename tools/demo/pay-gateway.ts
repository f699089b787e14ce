import { randomBytes } from 'node:crypto';
import { commandLineActor } from '@gatehouse/server/actor';
import { applyChange } from '@gatehouse/server/db/apply-change';
import type { Change } from '@gatehouse/server/db/make-change';
import type { Db } from '@gatehouse/server/db/open-database';
import { isRefused } from '@gatehouse/server/outcome';
import { addPaymentMethod, changePaymentMethod } from '@gatehouse/server/payments/change-payment-methods';
import type { SecretBox } from '@gatehouse/server/secrets';
import { startFakeGateway } from '../fake-payment-gateway/start-fake-gateway.ts';
import { SEED_CURRENCY } from '../seed/what-is-sold.ts';

/** How the demo's visitors pay. */
export const PAY_BY = { card: 'Card or wallet', phone: 'Mobile money', cash: 'Cash at the kiosk' } as const;

type Parts = { readonly db: Db; readonly secretBox: SecretBox };

/** The demo's payment gateway: a page to pay on that takes no money. */
export type PayGateway = {
  /** Sets the ways to pay up where they are not; from now on the gateway's own is this one. */
  takeOver(parts: Parts): Promise<void>;
  close(): Promise<void>;
};

export async function startPayGateway(): Promise<PayGateway> {
  const gateway = await startFakeGateway();
  return {
    takeOver: async (parts) => {
      const methods = [
        gateway.method(PAY_BY.card),
        {
          provider: 'mobile-money',
          name: PAY_BY.phone,
          settings: {
            account: '+1 555 010 0199',
            instructions: 'Send {{amount}} {{currency}} to +1 555 010 0199. The answer names a transaction.',
            referenceLength: '10',
          },
        },
        {
          provider: 'cash',
          name: PAY_BY.cash,
          settings: { instructions: 'Pay {{amount}} {{currency}} at the kiosk by the pier.' },
        },
      ];
      for (const method of methods) await setUp(parts, method);
    },
    close: gateway.close,
  };
}

type Method = {
  readonly provider: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** One that an operator of the demo removed stays removed. */
async function setUp({ db, secretBox }: Parts, method: Method): Promise<void> {
  const known = await db
    .selectFrom('payment_methods')
    .select(['id', 'removed_at'])
    .where('name', '=', method.name)
    .executeTakeFirst();
  const settings = { ...method.settings };
  if (known !== undefined && (known.removed_at !== null || method.provider !== 'hosted-page')) return;
  const keys = { secretBox, randomBytes };
  const verb = (change: Change) =>
    known === undefined
      ? addPaymentMethod(change, keys, { ...method, settings, currencies: [SEED_CURRENCY] })
      : changePaymentMethod(change, keys, known.id, { settings });
  const { value } = await applyChange(db, commandLineActor('demo'), verb);
  if (isRefused(value)) throw new Error(`The demo's ways to pay: ${value.message ?? value.refused}`);
}
