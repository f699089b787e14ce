import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 5580: Carrying Location Objects in RADIUS. */
export const rfc5580 = defineAttributes({
  'Operator-Name': { type: 126, value: 'text' },
  'Location-Information': { type: 127, value: 'octets' },
  'Location-Data': { type: 128, value: 'octets' },
  'Basic-Location-Policy-Rules': { type: 129, value: 'octets' },
  'Extended-Location-Policy-Rules': { type: 130, value: 'octets' },
  'Location-Capable': {
    type: 131,
    value: 'integer',
    values: { 'Civic-Location': 1, 'Geo-Location': 2, 'Users-Location': 4, 'NAS-Location': 8 },
  },
  'Requested-Location-Info': {
    type: 132,
    value: 'integer',
    values: {
      'Civic-Location': 1,
      'Geo-Location': 2,
      'Users-Location': 4,
      'NAS-Location': 8,
      'Future-Requests': 16,
      None: 32,
    },
  },
});
