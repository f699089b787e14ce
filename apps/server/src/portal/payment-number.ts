import { parsePhoneNumber } from '@gatehouse/domain/customers/phone-number';
import { openMethod } from '../payments/payment-methods.ts';
import type { PortalParts } from './portal-parts.ts';
import { numberExample, readRegistration } from './registration.ts';

/** Where the provider asks the visitor; `phone` is `null` where that is the customer's own number, or none is needed. */
export type PaymentNumber =
  | { readonly asks: false; readonly phone: string | null }
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
  if (method === null || method.provider.way.kind !== 'hosted') return { asks: false, phone: null };
  if (!method.provider.way.asksOnPhone(method.settings)) return { asks: false, phone: null };
  const { phoneCountryCode } = await readRegistration(db, wish.zoneId);
  const { phone: stored } = await db
    .selectFrom('customers')
    .select('phone')
    .where('id', '=', wish.customerId)
    .executeTakeFirstOrThrow();
  const asked = typed ?? stored ?? '';
  const phone = parsePhoneNumber(asked, phoneCountryCode);
  if (phone !== null) return { asks: false, phone: phone === stored ? null : phone };
  const example = numberExample(phoneCountryCode);
  return { asks: true, number: asked, isBad: typed !== undefined, example };
}
