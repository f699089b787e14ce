import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Payment } from './find-payment.ts';
import { paymentLink, paymentReference } from './payment-link.ts';
import type { OpenMethod } from './payment-methods.ts';
import type { Intent } from './providers/provider.ts';

export type IntentWish = {
  /** Where the visitor's browser is: `http://portal.example`. `null`: nobody is there. */
  readonly portalOrigin: string | null;
  readonly phone: string | null;
  /** Where the browser comes back to; the default is the payment's own page. */
  readonly returnUrl?: string;
};

/** What a payment is, to its provider: the same whenever it is asked again. */
export async function intentOf(
  { db, secretBox }: { readonly db: Db; readonly secretBox: SecretBox },
  payment: Payment,
  { row: method }: Pick<OpenMethod, 'row'>,
  { portalOrigin, phone, returnUrl }: IntentWish,
): Promise<Intent> {
  const { portalPublicUrl } = await readSettings(db);
  // A provider reaches us where the world does; the browser comes back to where it was.
  const own = portalOrigin ?? portalPublicUrl ?? 'http://portal.invalid';
  return {
    paymentId: payment.id,
    reference: paymentReference(secretBox, payment.id),
    amount: { minor: payment.amount_minor, currency: payment.currency },
    description: [payment.package_name, payment.place_name].filter((part) => part !== null).join(', '),
    phone,
    returnUrl: returnUrl ?? `${own}/p/${paymentLink(secretBox, payment.id)}?back=1`,
    callbackUrl: `${portalPublicUrl ?? own}/pay/${method.callback_token}`,
  };
}
