import type { FakeGateway } from './fake-gateway.ts';

export const SIGNATURE_HEADER = 'X-Fake-Signature';

type Facts = {
  readonly origin: string;
  readonly name: string;
  readonly apiKey: string;
  readonly secret: string;
};

/** How the fake gateway is set up in Gatehouse: by what any gateway is. */
export function gatewayMethod({ origin, name, apiKey, secret }: Facts): ReturnType<FakeGateway['method']> {
  const headers = 'Authorization: Bearer {{key}}';
  return {
    provider: 'hosted-page',
    name,
    settings: {
      key: apiKey,
      beginUrl: `${origin}/v1/payments`,
      beginHeaders: headers,
      beginBody: `{
  "reference": "{{reference}}",
  "amount": "{{amountMinor}}",
  "currency": "{{currency}}",
  "description": "{{description}}",
  "return_url": "{{returnUrl}}",
  "callback_url": "{{callbackUrl}}"
}`,
      payUrlPath: 'url',
      beginReferencePath: 'id',
      pageHosts: new URL(origin).hostname,
      askUrl: `${origin}/v1/payments/{{reference}}`,
      askMethod: 'GET',
      askHeaders: headers,
      statePath: 'state',
      paidWords: 'paid',
      pendingWords: 'pending',
      failedWords: 'cancelled',
      amountUnit: 'minor',
      amountPath: 'amount',
      currencyPath: 'currency',
      askReferencePath: 'reference',
      signature: 'hmac-hex',
      signatureHeader: SIGNATURE_HEADER,
      callbackSecret: secret,
      callbackReferencePath: 'payment.reference',
      callbackProviderReferencePath: 'payment.id',
      callbackEventPath: 'id',
    },
  };
}
