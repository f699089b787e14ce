const HEADERS = 'Authorization: {{token}}\nX-APP-Key: {{key}}';
const CHECKOUT = 'https://tokenized.pay.bka.sh/v1.2.0-beta/tokenized/checkout';

/** developer.bka.sh: tokenized checkout without an agreement. The money is taken by a call of ours once the visitor agreed. */
export const bkash = {
  label: 'bKash (tokenized checkout)',
  values: {
    tokenUrl: `${CHECKOUT}/token/grant`,
    tokenMethod: 'POST',
    tokenHeaders: 'username: {{username}}\npassword: {{password}}',
    tokenBody: '{ "app_key": "{{key}}", "app_secret": "{{secret}}" }',
    tokenPath: 'id_token',
    tokenSeconds: '3000',
    beginUrl: `${CHECKOUT}/create`,
    beginMethod: 'POST',
    beginHeaders: HEADERS,
    beginBody: `{
  "mode": "0011",
  "payerReference": "{{reference}}",
  "callbackURL": "{{returnUrl}}",
  "amount": "{{amount}}",
  "currency": "{{currency}}",
  "intent": "sale",
  "merchantInvoiceNumber": "{{reference}}"
}`,
    payUrlPath: 'bkashURL',
    beginReferencePath: 'paymentID',
    pageHosts: 'payment.bkash.com\n*.bkash.com\n*.bka.sh',
    askUrl: `${CHECKOUT}/payment/status`,
    askMethod: 'POST',
    askHeaders: HEADERS,
    askBody: '{ "paymentID": "{{providerReference}}" }',
    statePath: 'transactionStatus, userVerificationStatus, verificationStatus',
    paidWords: 'completed',
    pendingWords: 'initiated, incomplete',
    failedWords: 'cancelled, failed, expired, declined',
    amountUnit: 'decimal',
    amountPath: 'amount',
    currencyPath: 'currency',
    askReferencePath: 'merchantInvoiceNumber',
    takeWords: 'complete',
    takeUrl: `${CHECKOUT}/execute`,
    takeHeaders: HEADERS,
    takeBody: '{ "paymentID": "{{providerReference}}" }',
    signature: 'none',
    callbackProviderReferencePath: '?paymentID',
  },
};
