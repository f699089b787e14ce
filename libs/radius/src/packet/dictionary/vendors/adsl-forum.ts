import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const ADSL_FORUM = 3561;

/** RFC 4679: DSL Forum Vendor-Specific RADIUS Attributes. */
export const adslForum = defineAttributes(
  {
    'Agent-Circuit-Id': { type: 1, value: 'octets' },
    'Agent-Remote-Id': { type: 2, value: 'octets' },
    'Actual-Data-Rate-Upstream': { type: 129, value: 'integer' },
    'Actual-Data-Rate-Downstream': { type: 130, value: 'integer' },
    'Minimum-Data-Rate-Upstream': { type: 131, value: 'integer' },
    'Minimum-Data-Rate-Downstream': { type: 132, value: 'integer' },
    'Attainable-Data-Rate-Upstream': { type: 133, value: 'integer' },
    'Attainable-Data-Rate-Downstream': { type: 134, value: 'integer' },
    'Maximum-Data-Rate-Upstream': { type: 135, value: 'integer' },
    'Maximum-Data-Rate-Downstream': { type: 136, value: 'integer' },
    'Minimum-Data-Rate-Upstream-Low-Power': { type: 137, value: 'integer' },
    'Minimum-Data-Rate-Downstream-Low-Power': { type: 138, value: 'integer' },
    'Maximum-Interleaving-Delay-Upstream': { type: 139, value: 'integer' },
    'Actual-Interleaving-Delay-Upstream': { type: 140, value: 'integer' },
    'Maximum-Interleaving-Delay-Downstream': { type: 141, value: 'integer' },
    'Actual-Interleaving-Delay-Downstream': { type: 142, value: 'integer' },
    'Access-Loop-Encapsulation': { type: 144, value: 'octets' },
    'IWF-Session': { type: 254, value: 'octets' },
  },
  ADSL_FORUM,
);
