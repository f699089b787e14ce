import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const CHILLISPOT = 14559;

/** CoovaChilli, in ChilliSpot's number space. */
export const chillispot = defineAttributes(
  {
    'ChilliSpot-Max-Input-Octets': { type: 1, value: 'integer' },
    'ChilliSpot-Max-Output-Octets': { type: 2, value: 'integer' },
    'ChilliSpot-Max-Total-Octets': { type: 3, value: 'integer' },
    /** Kilobits per second, as the next. */
    'ChilliSpot-Bandwidth-Max-Up': { type: 4, value: 'integer' },
    'ChilliSpot-Bandwidth-Max-Down': { type: 5, value: 'integer' },
    'ChilliSpot-Config': { type: 6, value: 'text' },
    'ChilliSpot-Lang': { type: 7, value: 'text' },
    'ChilliSpot-Version': { type: 8, value: 'text' },
    'ChilliSpot-OriginalURL': { type: 9, value: 'text' },
    'ChilliSpot-Max-Input-Gigawords': { type: 21, value: 'integer' },
    'ChilliSpot-Max-Output-Gigawords': { type: 22, value: 'integer' },
    'ChilliSpot-Max-Total-Gigawords': { type: 23, value: 'integer' },
    'ChilliSpot-VLAN-Id': { type: 24, value: 'integer' },
    'ChilliSpot-UAM-Allowed': { type: 100, value: 'text' },
    'ChilliSpot-MAC-Allowed': { type: 101, value: 'text' },
    'ChilliSpot-Interval': { type: 102, value: 'integer' },
  },
  CHILLISPOT,
);
