import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const MICROSOFT = 311;

/** RFC 2548: Microsoft Vendor-specific RADIUS Attributes. */
export const microsoft = defineAttributes(
  {
    'MS-CHAP-Response': { type: 1, value: 'octets', protection: 'secret' },
    'MS-CHAP-Error': { type: 2, value: 'octets' },
    'MS-CHAP-CPW-1': { type: 3, value: 'octets', protection: 'secret' },
    'MS-CHAP-CPW-2': { type: 4, value: 'octets', protection: 'secret' },
    'MS-CHAP-LM-Enc-PW': { type: 5, value: 'octets', protection: 'secret' },
    'MS-CHAP-NT-Enc-PW': { type: 6, value: 'octets', protection: 'secret' },
    'MS-MPPE-Encryption-Policy': {
      type: 7,
      value: 'integer',
      values: { 'Encryption-Allowed': 1, 'Encryption-Required': 2 },
    },
    /** Bits: 2 is RC4 with 40-bit, 4 with 128-bit keys (§2.4.5). */
    'MS-MPPE-Encryption-Types': { type: 8, value: 'integer' },
    'MS-RAS-Vendor': { type: 9, value: 'integer' },
    'MS-CHAP-Domain': { type: 10, value: 'octets' },
    'MS-CHAP-Challenge': { type: 11, value: 'octets' },
    /** Hidden like a User-Password (§2.4.1). */
    'MS-CHAP-MPPE-Keys': { type: 12, value: 'octets', protection: 'user-password' },
    'MS-BAP-Usage': {
      type: 13,
      value: 'integer',
      values: { 'Not-Allowed': 0, Allowed: 1, Required: 2 },
    },
    'MS-Link-Utilization-Threshold': { type: 14, value: 'integer' },
    'MS-Link-Drop-Time-Limit': { type: 15, value: 'integer' },
    'MS-MPPE-Send-Key': { type: 16, value: 'octets', protection: 'salted' },
    'MS-MPPE-Recv-Key': { type: 17, value: 'octets', protection: 'salted' },
    'MS-RAS-Version': { type: 18, value: 'text' },
    'MS-Old-ARAP-Password': { type: 19, value: 'octets', protection: 'secret' },
    'MS-New-ARAP-Password': { type: 20, value: 'octets', protection: 'secret' },
    'MS-ARAP-PW-Change-Reason': {
      type: 21,
      value: 'integer',
      values: {
        'Just-Change-Password': 1,
        'Expired-Password': 2,
        'Admin-Requires-Password-Change': 3,
        'Password-Too-Short': 4,
      },
    },
    'MS-Filter': { type: 22, value: 'octets', split: true },
    'MS-Acct-Auth-Type': {
      type: 23,
      value: 'integer',
      values: { PAP: 1, CHAP: 2, 'MS-CHAP-1': 3, 'MS-CHAP-2': 4, EAP: 5 },
    },
    'MS-Acct-EAP-Type': {
      type: 24,
      value: 'integer',
      values: { MD5: 4, OTP: 5, 'Generic-Token-Card': 6, TLS: 13 },
    },
    'MS-CHAP2-Response': { type: 25, value: 'octets', protection: 'secret' },
    'MS-CHAP2-Success': { type: 26, value: 'octets' },
    'MS-CHAP2-CPW': { type: 27, value: 'octets', protection: 'secret' },
    'MS-Primary-DNS-Server': { type: 28, value: 'ipv4' },
    'MS-Secondary-DNS-Server': { type: 29, value: 'ipv4' },
    'MS-Primary-NBNS-Server': { type: 30, value: 'ipv4' },
    'MS-Secondary-NBNS-Server': { type: 31, value: 'ipv4' },
    'MS-ARAP-Challenge': { type: 33, value: 'octets' },
    'MS-RAS-Client-Name': { type: 34, value: 'text' },
    'MS-RAS-Client-Version': { type: 35, value: 'text' },
  },
  MICROSOFT,
);
