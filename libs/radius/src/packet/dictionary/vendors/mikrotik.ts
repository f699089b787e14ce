import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const MIKROTIK = 14988;

/** MikroTik RouterOS, as its RADIUS client page lists them. */
export const mikrotik = defineAttributes(
  {
    'Mikrotik-Recv-Limit': { type: 1, value: 'integer' },
    'Mikrotik-Xmit-Limit': { type: 2, value: 'integer' },
    'Mikrotik-Group': { type: 3, value: 'text' },
    'Mikrotik-Wireless-Forward': { type: 4, value: 'integer' },
    'Mikrotik-Wireless-Skip-Dot1x': { type: 5, value: 'integer' },
    'Mikrotik-Wireless-Enc-Algo': {
      type: 6,
      value: 'integer',
      values: { 'No-encryption': 0, '40-bit-WEP': 1, '104-bit-WEP': 2, 'AES-CCM': 3, TKIP: 4 },
    },
    'Mikrotik-Wireless-Enc-Key': { type: 7, value: 'text', protection: 'secret' },
    /** `rx/tx [burst …]`: rx is what the router receives, so the customer's upload. */
    'Mikrotik-Rate-Limit': { type: 8, value: 'text' },
    'Mikrotik-Realm': { type: 9, value: 'text' },
    'Mikrotik-Host-IP': { type: 10, value: 'ipv4' },
    'Mikrotik-Mark-Id': { type: 11, value: 'text' },
    'Mikrotik-Advertise-URL': { type: 12, value: 'text' },
    'Mikrotik-Advertise-Interval': { type: 13, value: 'integer' },
    'Mikrotik-Recv-Limit-Gigawords': { type: 14, value: 'integer' },
    'Mikrotik-Xmit-Limit-Gigawords': { type: 15, value: 'integer' },
    'Mikrotik-Wireless-PSK': { type: 16, value: 'text', protection: 'secret' },
    'Mikrotik-Total-Limit': { type: 17, value: 'integer' },
    'Mikrotik-Total-Limit-Gigawords': { type: 18, value: 'integer' },
    'Mikrotik-Address-List': { type: 19, value: 'text' },
    'Mikrotik-Wireless-MPKey': { type: 20, value: 'text', protection: 'secret' },
    'Mikrotik-Wireless-Comment': { type: 21, value: 'text' },
    'Mikrotik-Delegated-IPv6-Pool': { type: 22, value: 'text' },
    'Mikrotik-DHCP-Option-Set': { type: 23, value: 'text' },
    'Mikrotik-DHCP-Option-Param-STR1': { type: 24, value: 'text' },
    'Mikrotik-DHCP-Option-Param-STR2': { type: 25, value: 'text' },
    'Mikrotik-Wireless-VLANID': { type: 26, value: 'integer' },
    'Mikrotik-Wireless-VLANID-Type': { type: 27, value: 'integer' },
    'Mikrotik-Wireless-Minsignal': { type: 28, value: 'text' },
    'Mikrotik-Wireless-Maxsignal': { type: 29, value: 'text' },
    'Mikrotik-Switching-Filter': { type: 30, value: 'text' },
  },
  MIKROTIK,
);
