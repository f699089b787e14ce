const API = 'https://api.safaricom.co.ke';
const HEADERS = 'Authorization: Bearer {{token}}';
const PASSWORD = '{{base64 account password timestampEat}}';

/** developer.safaricom.co.ke: M-Pesa Express (STK push). Its callbacks are not signed, and its answers name no amount. */
export const mpesa = {
  label: 'M-Pesa Express (STK push)',
  values: {
    tokenUrl: `${API}/oauth/v1/generate?grant_type=client_credentials`,
    tokenMethod: 'GET',
    tokenHeaders: 'Authorization: Basic {{base64 key ":" secret}}',
    tokenPath: 'access_token',
    tokenSeconds: '3000',
    beginUrl: `${API}/mpesa/stkpush/v1/processrequest`,
    beginMethod: 'POST',
    beginHeaders: HEADERS,
    beginBody: `{
  "BusinessShortCode": "{{account}}",
  "Password": "${PASSWORD}",
  "Timestamp": "{{timestampEat}}",
  "TransactionType": "CustomerPayBillOnline",
  "Amount": "{{amountWhole}}",
  "PartyA": "{{phoneDigits}}",
  "PartyB": "{{account}}",
  "PhoneNumber": "{{phoneDigits}}",
  "CallBackURL": "{{callbackUrl}}?payment={{reference}}",
  "AccountReference": "{{paymentId}}",
  "TransactionDesc": "Wi-Fi {{paymentId}}"
}`,
    payUrlPath: '',
    beginReferencePath: 'CheckoutRequestID',
    askUrl: `${API}/mpesa/stkpushquery/v1/query`,
    askMethod: 'POST',
    askHeaders: HEADERS,
    askBody: `{
  "BusinessShortCode": "{{account}}",
  "Password": "${PASSWORD}",
  "Timestamp": "{{timestampEat}}",
  "CheckoutRequestID": "{{providerReference}}"
}`,
    statePath: 'ResultCode, errorCode',
    paidWords: '0',
    pendingWords: '500.001.1001, 4999',
    failedWords: '1, 1001, 1019, 1025, 1032, 1037, 2001, 9999',
    amountUnit: 'as-begun',
    currencyPath: '=KES',
    askReferencePath: 'CheckoutRequestID',
    signature: 'none',
    callbackReferencePath: '?payment',
    callbackProviderReferencePath: 'Body.stkCallback.CheckoutRequestID',
  },
};
