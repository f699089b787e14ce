import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 4372: Chargeable User Identity. */
export const rfc4372 = defineAttributes({
  'Chargeable-User-Identity': { type: 89, value: 'octets' },
});
