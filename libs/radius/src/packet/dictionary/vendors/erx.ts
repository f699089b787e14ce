import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const ERX = 4874;

/** Juniper's subscriber management (MX and, before it, the E series of Unisphere). */
export const erx = defineAttributes(
  {
    'ERX-Virtual-Router-Name': { type: 1, value: 'text' },
    'ERX-Address-Pool-Name': { type: 2, value: 'text' },
    'ERX-Primary-Dns': { type: 4, value: 'ipv4' },
    'ERX-Secondary-Dns': { type: 5, value: 'ipv4' },
    'ERX-Ingress-Policy-Name': { type: 10, value: 'text' },
    'ERX-Egress-Policy-Name': { type: 11, value: 'text' },
    'ERX-Pppoe-Description': { type: 24, value: 'text' },
    'ERX-Qos-Profile-Name': { type: 26, value: 'text' },
    'ERX-Dhcp-Options': { type: 55, value: 'octets' },
    /** The client's MAC, with colons or as `c4e9.841f.220a`, also of PPPoE clients. */
    'ERX-Dhcp-Mac-Addr': { type: 56, value: 'text' },
    'ERX-Dhcp-Gi-Address': { type: 57, value: 'ipv4' },
    'ERX-Service-Activate': { type: 65, value: 'text', tagged: true },
    'ERX-Service-Deactivate': { type: 66, value: 'text' },
    /** `T02 20480k`: a parameter's number, a blank, its value. */
    'ERX-CoS-Shaping-Pmt-Type': { type: 108, value: 'text' },
    'ERX-CoS-Scheduler-Pmt-Type': { type: 146, value: 'text' },
    'ERX-Cos-Shaping-Rate': { type: 177, value: 'text' },
  },
  ERX,
);
