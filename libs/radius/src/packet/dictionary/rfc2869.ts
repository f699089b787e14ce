import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 2869: RADIUS Extensions; EAP-Message and Message-Authenticator as RFC 3579 states them. */
export const rfc2869 = defineAttributes({
  'Acct-Input-Gigawords': { type: 52, value: 'integer' },
  'Acct-Output-Gigawords': { type: 53, value: 'integer' },
  'Event-Timestamp': { type: 55, value: 'date' },
  'ARAP-Password': { type: 70, value: 'octets', protection: 'secret' },
  'ARAP-Features': { type: 71, value: 'octets' },
  'ARAP-Zone-Access': {
    type: 72,
    value: 'integer',
    values: { 'Default-Zone': 1, 'Zone-Filter-Inclusive': 2, 'Zone-Filter-Exclusive': 4 },
  },
  'ARAP-Security': { type: 73, value: 'integer' },
  'ARAP-Security-Data': { type: 74, value: 'octets' },
  'Password-Retry': { type: 75, value: 'integer' },
  Prompt: { type: 76, value: 'integer', values: { 'No-Echo': 0, Echo: 1 } },
  'Connect-Info': { type: 77, value: 'text' },
  'Configuration-Token': { type: 78, value: 'text' },
  'EAP-Message': { type: 79, value: 'octets', split: true },
  'Message-Authenticator': { type: 80, value: 'octets' },
  'ARAP-Challenge-Response': { type: 84, value: 'octets' },
  'Acct-Interim-Interval': { type: 85, value: 'integer' },
  'NAS-Port-Id': { type: 87, value: 'text' },
  'Framed-Pool': { type: 88, value: 'text' },
});
