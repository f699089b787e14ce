import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const HUAWEI = 2011;

/** Huawei's RADIUS+1.1, as its gateways, Wi-Fi controllers and access points speak it. Input is the customer's upload. */
export const huawei = defineAttributes(
  {
    'Huawei-Input-Burst-Size': { type: 1, value: 'integer' },
    /** Bits per second, as all rates. */
    'Huawei-Input-Average-Rate': { type: 2, value: 'integer' },
    'Huawei-Input-Peak-Rate': { type: 3, value: 'integer' },
    'Huawei-Output-Burst-Size': { type: 4, value: 'integer' },
    'Huawei-Output-Average-Rate': { type: 5, value: 'integer' },
    'Huawei-Output-Peak-Rate': { type: 6, value: 'integer' },
    /** What is left, in KiB; all ones is no limit. */
    'Huawei-Remanent-Volume': { type: 15, value: 'integer' },
    'Huawei-Priority': { type: 22, value: 'integer' },
    'Huawei-Connect-ID': { type: 26, value: 'integer' },
    'Huawei-PortalURL': { type: 27, value: 'text' },
    'Huawei-Qos-Profile-Name': { type: 31, value: 'text' },
    'Huawei-Startup-Stamp': { type: 59, value: 'integer' },
    /** The host's IP address, a blank, its MAC. */
    'Huawei-IPHost-Addr': { type: 60, value: 'text' },
    'Huawei-Domain-Name': { type: 138, value: 'text' },
    'Huawei-Loopback-Address': { type: 141, value: 'text' },
    'Huawei-Version': { type: 254, value: 'text' },
    'Huawei-Product-ID': { type: 255, value: 'text' },
  },
  HUAWEI,
);
