import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const ARUBA = 14823;

/** Aruba (HPE) controllers and access points: what they tell of a client, and the roles they can be given. */
export const aruba = defineAttributes(
  {
    'Aruba-User-Role': { type: 1, value: 'text' },
    'Aruba-User-Vlan': { type: 2, value: 'integer' },
    'Aruba-Essid-Name': { type: 5, value: 'text' },
    'Aruba-Location-Id': { type: 6, value: 'text' },
    'Aruba-Port-Identifier': { type: 7, value: 'text' },
    'Aruba-Named-User-Vlan': { type: 9, value: 'text' },
    'Aruba-AP-Group': { type: 10, value: 'text' },
    'Aruba-Device-Type': { type: 12, value: 'text' },
    'Aruba-AS-User-Name': { type: 29, value: 'text' },
    'Aruba-AP-IP-Address': { type: 34, value: 'ipv4' },
    'Aruba-User-Group': { type: 36, value: 'text' },
    'Aruba-Captive-Portal-URL': { type: 43, value: 'text' },
    'Aruba-AP-MAC-Address': { type: 60, value: 'text' },
    'Aruba-Device-MAC-Address': { type: 61, value: 'text' },
  },
  ARUBA,
);
