import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 3162: RADIUS and IPv6. */
export const rfc3162 = defineAttributes({
  'NAS-IPv6-Address': { type: 95, value: 'ipv6' },
  'Framed-Interface-Id': { type: 96, value: 'interfaceId' },
  'Framed-IPv6-Prefix': { type: 97, value: 'ipv6Prefix' },
  'Login-IPv6-Host': { type: 98, value: 'ipv6' },
  'Framed-IPv6-Route': { type: 99, value: 'text' },
  'Framed-IPv6-Pool': { type: 100, value: 'text' },
});
