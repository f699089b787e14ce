import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const ASCEND = 529;

/** The few of Ascend's attributes that routers still honour. */
export const ascend = defineAttributes(
  {
    'Ascend-Client-Gateway': { type: 132, value: 'ipv4' },
    'Ascend-Client-Primary-DNS': { type: 135, value: 'ipv4' },
    'Ascend-Client-Secondary-DNS': { type: 136, value: 'ipv4' },
    'Ascend-Data-Rate': { type: 197, value: 'integer' },
    'Ascend-Xmit-Rate': { type: 255, value: 'integer' },
  },
  ASCEND,
);
