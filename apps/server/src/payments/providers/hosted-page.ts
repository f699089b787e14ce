import { bkash } from './hosted-page/presets/bkash.ts';
import { mpesa } from './hosted-page/presets/mpesa.ts';
import { sslcommerz } from './hosted-page/presets/sslcommerz.ts';
import { stripe } from './hosted-page/presets/stripe.ts';
import { hostedFields } from './hosted-page/hosted-fields.ts';
import { type HostedSettings, hostedSettings } from './hosted-page/hosted-settings.ts';
import { hostedWay } from './hosted-page/hosted-way.ts';
import type { PaymentProvider } from './provider.ts';

/** Any gateway that has a page of its own, or asks on the visitor's telephone: how it is spoken to is all settings. */
export const hostedPage: PaymentProvider<HostedSettings> = {
  id: 'hosted-page',
  label: 'Online payment gateway',
  use: 'Visitors pay on the gateway’s page or by a question on their telephone, and are online at once. Stripe, bKash, M-Pesa and SSLCommerz are prepared.',
  fields: hostedFields,
  settings: hostedSettings,
  presets: [stripe, bkash, mpesa, sslcommerz],
  way: hostedWay,
};
