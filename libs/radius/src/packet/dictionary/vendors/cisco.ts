import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const CISCO = 9;

/** Cisco IOS and IOS XE; several Cisco-AVPair in one packet are the rule. */
export const cisco = defineAttributes(
  {
    'Cisco-AVPair': { type: 1, value: 'text' },
    'Cisco-NAS-Port': { type: 2, value: 'text' },
    'Cisco-Policy-Up': { type: 37, value: 'text' },
    'Cisco-Policy-Down': { type: 38, value: 'text' },
    'Cisco-Multilink-ID': { type: 187, value: 'integer' },
    'Cisco-Num-In-Multilink': { type: 188, value: 'integer' },
    'Cisco-Pre-Input-Octets': { type: 190, value: 'integer' },
    'Cisco-Pre-Output-Octets': { type: 191, value: 'integer' },
    'Cisco-Pre-Input-Packets': { type: 192, value: 'integer' },
    'Cisco-Pre-Output-Packets': { type: 193, value: 'integer' },
    'Cisco-Maximum-Time': { type: 194, value: 'integer' },
    'Cisco-Disconnect-Cause': { type: 195, value: 'integer' },
    'Cisco-Data-Rate': { type: 197, value: 'integer' },
    'Cisco-PreSession-Time': { type: 198, value: 'integer' },
    'Cisco-Assign-IP-Pool': { type: 218, value: 'integer' },
    'Cisco-Maximum-Channels': { type: 235, value: 'integer' },
    'Cisco-Idle-Limit': { type: 244, value: 'integer' },
    'Cisco-Subscriber-Password': { type: 249, value: 'text', protection: 'secret' },
    'Cisco-Account-Info': { type: 250, value: 'text' },
    'Cisco-Service-Info': { type: 251, value: 'text' },
    'Cisco-Command-Code': { type: 252, value: 'octets' },
    'Cisco-Control-Info': { type: 253, value: 'text' },
    'Cisco-Xmit-Rate': { type: 255, value: 'integer' },
  },
  CISCO,
);
