import { cash } from './cash.ts';
import { hostedPage } from './hosted-page.ts';
import { mobileMoney } from './mobile-money.ts';
import type { PaymentProvider } from './provider.ts';

/** Every way to pay that an owner can set up. To add one: a file beside these, and a line here. */
export const paymentProviders: readonly PaymentProvider[] = [cash, mobileMoney, hostedPage];

/** `null`: there is none of this name (any more). */
export function findPaymentProvider(id: string): PaymentProvider | null {
  return paymentProviders.find((provider) => provider.id === id) ?? null;
}
