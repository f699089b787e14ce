import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const REDBACK = 2352;

/** SmartEdge gateways (Redback, later Ericsson): what they tell of a subscriber. */
export const redback = defineAttributes(
  {
    'NAS-Real-Port': { type: 62, value: 'integer' },
    'Redback-Agent-Remote-Id': { type: 96, value: 'octets' },
    'Redback-Agent-Circuit-Id': { type: 97, value: 'octets' },
    'Platform-Type': { type: 98, value: 'integer' },
    'OS-Version': { type: 112, value: 'text' },
    'DHCP-Vendor-Class-ID': { type: 125, value: 'text' },
    /** The client's MAC, with hyphens. */
    'Mac-Addr': { type: 145, value: 'text' },
  },
  REDBACK,
);
