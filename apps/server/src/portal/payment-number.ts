import { parsePhoneNumber } from '@gatehouse/domain/customers/phone-number';
import { openMethod } from '../payments/payment-methods.ts';
import type { PortalParts } from './portal-parts.ts';
import { numberExample, readRegistration } from './registration.ts';

/** Where the provider asks the visitor; `phone` is `null` where that is the customer's own number, or none is needed. */
export type PaymentNumber =
  | {
      readonly asks: false;
      readonly phone: string | null;
      /** Where the provider asks; `null`: it asks nowhere. */
      readonly asked: string | null;
      readonly example: string;
    }
  | {
      readonly asks: true;
      /** What stands in the field. */
      readonly number: string;
      readonly isBad: boolean;
      readonly example: string;
    };

/**
 * Some providers ask for the money on the visitor's telephone. Whose number we know is asked there; who is known by
 * none, or by something that is none, types one.
 * @param typed `undefined`: nothing was asked for yet
 */
export async function readPaymentNumber(
  { db, secretBox }: PortalParts,
  wish: { readonly customerId: number; readonly zoneId: number; readonly paymentMethodId: number },
  typed: string | undefined,
): Promise<PaymentNumber> {
  const method = await openMethod(db, secretBox, wish.paymentMethodId);
  if (method === null || method.provider.way.kind !== 'hosted') return ASKED_NOWHERE;
  if (!method.provider.way.asksOnPhone(method.settings)) return ASKED_NOWHERE;
  const { phoneCountryCode } = await readRegistration(db, wish.zoneId);
  const { phone: stored } = await db
    .selectFrom('customers')
    .select('phone')
    .where('id', '=', wish.customerId)
    .executeTakeFirstOrThrow();
  const asked = typed ?? stored ?? '';
  const phone = parsePhoneNumber(asked, phoneCountryCode);
  const example = numberExample(phoneCountryCode);
  if (phone !== null) return { asks: false, phone: phone === stored ? null : phone, asked: phone, example };
  return { asks: true, number: asked, isBad: typed !== undefined, example };
}

const ASKED_NOWHERE = { asks: false, phone: null, asked: null, example: '' } as const;
