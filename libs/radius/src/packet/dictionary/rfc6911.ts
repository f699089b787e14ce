import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 6911: RADIUS Attributes for IPv6 Access Networks. */
export const rfc6911 = defineAttributes({
  'Framed-IPv6-Address': { type: 168, value: 'ipv6' },
  'DNS-Server-IPv6-Address': { type: 169, value: 'ipv6' },
  'Route-IPv6-Information': { type: 170, value: 'ipv6Prefix' },
  'Delegated-IPv6-Prefix-Pool': { type: 171, value: 'text' },
  'Stateful-IPv6-Address-Pool': { type: 172, value: 'text' },
});
