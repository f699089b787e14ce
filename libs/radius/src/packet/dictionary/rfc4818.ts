import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 4818: RADIUS Delegated-IPv6-Prefix Attribute. */
export const rfc4818 = defineAttributes({
  'Delegated-IPv6-Prefix': { type: 123, value: 'ipv6Prefix' },
});
