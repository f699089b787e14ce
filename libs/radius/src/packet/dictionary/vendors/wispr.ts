import { defineAttributes } from '../../attributes/attribute-definition.ts';

export const WISPR = 14122;

/** Wi-Fi Alliance, Best Current Practices for Wireless Internet Service Provider Roaming 1.0. */
export const wispr = defineAttributes(
  {
    'WISPr-Location-ID': { type: 1, value: 'text' },
    'WISPr-Location-Name': { type: 2, value: 'text' },
    'WISPr-Logoff-URL': { type: 3, value: 'text' },
    'WISPr-Redirection-URL': { type: 4, value: 'text' },
    /** Bits per second, as all four. */
    'WISPr-Bandwidth-Min-Up': { type: 5, value: 'integer' },
    'WISPr-Bandwidth-Min-Down': { type: 6, value: 'integer' },
    'WISPr-Bandwidth-Max-Up': { type: 7, value: 'integer' },
    'WISPr-Bandwidth-Max-Down': { type: 8, value: 'integer' },
    /** `YYYY-MM-DDThh:mm:ssTZD`. */
    'WISPr-Session-Terminate-Time': { type: 9, value: 'text' },
    'WISPr-Session-Terminate-End-Of-Day': { type: 10, value: 'text' },
    'WISPr-Billing-Class-Of-Service': { type: 11, value: 'text' },
  },
  WISPR,
);
