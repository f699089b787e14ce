import { defineAttributes } from '../attributes/attribute-definition.ts';

/** RFC 4849: RADIUS Filter Rule Attribute; its rules are joined over all attributes of the type (§2). */
export const rfc4849 = defineAttributes({
  'NAS-Filter-Rule': { type: 92, value: 'text', split: true },
});
