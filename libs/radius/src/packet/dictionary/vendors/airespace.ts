import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const AIRESPACE = 14179;

/** Cisco's Wi-Fi controllers, which keep the attributes of the company they came from. */
export const airespace = defineAttributes(
  {
    'Airespace-Wlan-Id': { type: 1, value: 'integer' },
    'Airespace-QOS-Level': {
      type: 2,
      value: 'integer',
      values: { Silver: 0, Gold: 1, Platinum: 2, Bronze: 3 },
    },
    'Airespace-DSCP': { type: 3, value: 'integer' },
    'Airespace-8021p-Tag': { type: 4, value: 'integer' },
    'Airespace-Interface-Name': { type: 5, value: 'text' },
    'Airespace-ACL-Name': { type: 6, value: 'text' },
    /** Kilobits per second, as all contracts; data is TCP, real time is UDP; downstream unless named otherwise. */
    'Airespace-Data-Bandwidth-Average-Contract': { type: 7, value: 'integer' },
    'Airespace-Real-Time-Bandwidth-Average-Contract': { type: 8, value: 'integer' },
    'Airespace-Data-Bandwidth-Burst-Contract': { type: 9, value: 'integer' },
    'Airespace-Real-Time-Bandwidth-Burst-Contract': { type: 10, value: 'integer' },
    'Airespace-Guest-Role-Name': { type: 11, value: 'text' },
    'Airespace-Data-Bandwidth-Average-Contract-Upstream': { type: 13, value: 'integer' },
    'Airespace-Real-Time-Bandwidth-Average-Contract-Upstream': { type: 14, value: 'integer' },
    'Airespace-Data-Bandwidth-Burst-Contract-Upstream': { type: 15, value: 'integer' },
    'Airespace-Real-Time-Bandwidth-Burst-Contract-Upstream': { type: 16, value: 'integer' },
  },
  AIRESPACE,
);
