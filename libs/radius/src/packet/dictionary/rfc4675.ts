import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 4675: RADIUS Attributes for Virtual LAN and Priority Support. */
export const rfc4675 = defineAttributes({
  'Egress-VLANID': { type: 56, value: 'integer' },
  'Ingress-Filters': { type: 57, value: 'integer', values: { Enabled: 1, Disabled: 2 } },
  'Egress-VLAN-Name': { type: 58, value: 'text' },
  'User-Priority-Table': { type: 59, value: 'octets' },
});
