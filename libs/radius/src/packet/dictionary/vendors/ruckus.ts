import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const RUCKUS = 25053;

/** Ruckus controllers: what they tell of a client, and the groups it can be put into. */
export const ruckus = defineAttributes(
  {
    'Ruckus-User-Groups': { type: 1, value: 'text' },
    'Ruckus-Sta-RSSI': { type: 2, value: 'integer' },
    'Ruckus-SSID': { type: 3, value: 'text' },
    'Ruckus-Wlan-Id': { type: 4, value: 'integer' },
    'Ruckus-Location': { type: 5, value: 'text' },
    'Ruckus-Grace-Period': { type: 6, value: 'integer' },
    'Ruckus-VLAN-ID': { type: 9, value: 'integer' },
    'Ruckus-BSSID': { type: 14, value: 'octets' },
    'Ruckus-Zone-Id': { type: 127, value: 'text' },
    'Ruckus-Zone-Name': { type: 134, value: 'text' },
    'Ruckus-Wlan-Name': { type: 135, value: 'text' },
    'Ruckus-Client-Host-Name': { type: 138, value: 'text' },
    'Ruckus-Client-Os-Type': { type: 139, value: 'text' },
    'Ruckus-Client-Os-Class': { type: 140, value: 'text' },
  },
  RUCKUS,
);
