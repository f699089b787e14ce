import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 2867: RADIUS Accounting Modifications for Tunnel Protocol Support. */
export const rfc2867 = defineAttributes({
  'Acct-Tunnel-Connection': { type: 68, value: 'text' },
  'Acct-Tunnel-Packets-Lost': { type: 86, value: 'integer' },
});
