import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 5176 §3.5: Error-Cause, the one attribute of Dynamic Authorization; 509 is RFC 5580 §4, 601 RFC 7930 §4. */
export const rfc5176 = defineAttributes({
  'Error-Cause': {
    type: 101,
    value: 'integer',
    values: {
      'Residual-Session-Context-Removed': 201,
      'Invalid-EAP-Packet': 202,
      'Unsupported-Attribute': 401,
      'Missing-Attribute': 402,
      'NAS-Identification-Mismatch': 403,
      'Invalid-Request': 404,
      'Unsupported-Service': 405,
      'Unsupported-Extension': 406,
      'Invalid-Attribute-Value': 407,
      'Administratively-Prohibited': 501,
      'Request-Not-Routable': 502,
      'Session-Context-Not-Found': 503,
      'Session-Context-Not-Removable': 504,
      'Other-Proxy-Processing-Error': 505,
      'Resources-Unavailable': 506,
      'Request-Initiated': 507,
      'Multiple-Session-Selection-Unsupported': 508,
      'Location-Info-Required': 509,
      'Response-Too-Big': 601,
    },
  },
});
