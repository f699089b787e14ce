import type { ProviderField } from '../provider.ts';

const METHODS = [
  { value: 'POST', label: 'POST' },
  { value: 'GET', label: 'GET' },
];

type Group = readonly Omit<ProviderField, 'group' | 'required'>[];

const keys: Group = [
  {
    name: 'account',
    label: 'Account',
    kind: 'text',
    help: 'Store id, short code: whatever the gateway knows you by. {{account}} in the calls below.',
  },
  { name: 'username', label: 'Username', kind: 'text', help: '{{username}}' },
  { name: 'password', label: 'Password', kind: 'secret', help: 'Store password, passkey. {{password}}' },
  { name: 'key', label: 'Key', kind: 'secret', help: 'API key, app key, consumer key. {{key}}' },
  { name: 'secret', label: 'Secret', kind: 'secret', help: 'App secret, consumer secret. {{secret}}' },
];

const token: Group = [
  {
    name: 'tokenUrl',
    label: 'Address',
    kind: 'url',
    help: 'Empty where the calls carry the key themselves.',
  },
  { name: 'tokenMethod', label: 'Method', kind: 'choice', choices: METHODS },
  {
    name: 'tokenHeaders',
    label: 'Headers',
    kind: 'lines',
    placeholder: 'Authorization: Basic {{base64 key ":" secret}}',
  },
  { name: 'tokenBody', label: 'Body', kind: 'lines' },
  {
    name: 'tokenPath',
    label: 'Where the answer has it',
    kind: 'text',
    help: 'A place in the JSON: data.token',
    placeholder: 'access_token',
  },
  { name: 'tokenSeconds', label: 'Good for seconds', kind: 'text', placeholder: '3000' },
];

const begin: Group = [
  { name: 'beginUrl', label: 'Address', kind: 'url' },
  { name: 'beginMethod', label: 'Method', kind: 'choice', choices: METHODS },
  { name: 'beginHeaders', label: 'Headers', kind: 'lines', help: '“Name: value” on each line.' },
  {
    name: 'beginBody',
    label: 'Body',
    kind: 'lines',
    help: 'JSON, or name=value on each line. {{amount}} (12.50), {{amountMinor}} (1250), {{amountWhole}}, {{currency}}, {{reference}}, {{description}}, {{phone}}, {{phoneDigits}}, {{returnUrl}}, {{callbackUrl}}, {{token}} and your keys are filled in.',
  },
  {
    name: 'payUrlPath',
    label: 'Where the answer has the page to pay on',
    kind: 'text',
    help: 'Empty where the gateway asks on the visitor’s telephone.',
    placeholder: 'url',
  },
  {
    name: 'beginReferencePath',
    label: 'Where the answer has the gateway’s name for the payment',
    kind: 'text',
    placeholder: 'id',
  },
  {
    name: 'pageHosts',
    label: 'Hosts of that page',
    kind: 'lines',
    help: 'One a line; routers let phones reach them before they are online. *.pay.example means all below it. Set your routers up again when they change.',
  },
];

const ask: Group = [
  { name: 'askUrl', label: 'Address', kind: 'url' },
  { name: 'askMethod', label: 'Method', kind: 'choice', choices: METHODS },
  { name: 'askHeaders', label: 'Headers', kind: 'lines' },
  {
    name: 'askBody',
    label: 'Body',
    kind: 'lines',
    help: '{{providerReference}} is the gateway’s name for the payment.',
  },
  {
    name: 'itemsPath',
    label: 'Where the answer has a list of attempts',
    kind: 'text',
    help: 'Mostly empty.',
  },
  {
    name: 'statePath',
    label: 'Where it says how it stands',
    kind: 'text',
    help: 'Several places with commas between them.',
  },
  { name: 'paidWords', label: 'Words that mean paid', kind: 'text', placeholder: 'paid, completed' },
  { name: 'pendingWords', label: 'Words that mean not yet', kind: 'text', placeholder: 'pending' },
  { name: 'failedWords', label: 'Words that mean never', kind: 'text', placeholder: 'failed, expired' },
  {
    name: 'amountUnit',
    label: 'Amounts are',
    kind: 'choice',
    choices: [
      { value: 'decimal', label: 'decimal: 12.50' },
      { value: 'minor', label: 'in the smallest unit: 1250' },
      { value: 'as-begun', label: 'not told: what was asked for is what is paid' },
    ],
  },
  { name: 'amountPath', label: 'Where it has the amount', kind: 'text' },
  {
    name: 'currencyPath',
    label: 'Where it has the currency',
    kind: 'text',
    help: 'Or “=BDT” where the gateway takes one only; prices in others are refused then.',
  },
  {
    name: 'askReferencePath',
    label: 'Where it has our reference',
    kind: 'text',
    help: 'Compared, so that an answer about another payment is never believed.',
  },
];

const take: Group = [
  {
    name: 'takeWords',
    label: 'Words that mean agreed, yet to be taken',
    kind: 'text',
    help: 'Mostly empty: money is taken by the gateway itself.',
  },
  { name: 'takeUrl', label: 'Address', kind: 'url' },
  { name: 'takeHeaders', label: 'Headers', kind: 'lines' },
  { name: 'takeBody', label: 'Body', kind: 'lines' },
];

const callback: Group = [
  {
    name: 'signature',
    label: 'Signature',
    kind: 'choice',
    choices: [
      { value: 'none', label: 'None' },
      { value: 'hmac-hex', label: 'HMAC-SHA256 of the body, in hex' },
      { value: 'hmac-base64', label: 'HMAC-SHA256 of the body, in base64' },
      { value: 'stripe', label: 'Stripe: t=…,v1=…' },
      { value: 'sslcommerz', label: 'SSLCommerz: verify_sign' },
    ],
    help: 'Whatever a callback says, the gateway is asked before money is believed.',
  },
  { name: 'signatureHeader', label: 'Header of the signature', kind: 'text', placeholder: 'X-Signature' },
  {
    name: 'callbackSecret',
    label: 'Secret of the signature',
    kind: 'secret',
    help: 'Stripe: whsec_…. SSLCommerz: the store password.',
  },
  {
    name: 'callbackReferencePath',
    label: 'Where it has our reference',
    kind: 'text',
    help: 'A place in the body; “?name” for one in the address.',
  },
  {
    name: 'callbackProviderReferencePath',
    label: 'Where it has the gateway’s name for the payment',
    kind: 'text',
  },
  {
    name: 'callbackEventPath',
    label: 'Where it has its own number',
    kind: 'text',
    help: 'So that each is heard once.',
  },
];

const grouped = (group: string, fields: Group): readonly ProviderField[] =>
  fields.map((field) => ({ ...field, group, required: REQUIRED.has(field.name) }));

const REQUIRED = new Set(['beginUrl', 'askUrl', 'statePath', 'paidWords']);

export const hostedFields: readonly ProviderField[] = [
  ...grouped('What the gateway gave you', keys),
  ...grouped('Before a call: get a token', token),
  ...grouped('Begin a payment', begin),
  ...grouped('Ask how it stands', ask),
  ...grouped('Take it, where that is a step of its own', take),
  ...grouped('Callbacks', callback),
];
