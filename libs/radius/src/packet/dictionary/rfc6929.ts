import { defineAttributes } from '../attributes/attribute-definition.ts';

/**
 * RFC 6929: the extended types. Their inner attributes are shown by number and kept as octets; a long one is
 * joined over its fragments (§2.2).
 */
export const rfc6929 = defineAttributes({
  'Extended-Attribute-1': { type: 241, value: 'extended' },
  'Extended-Attribute-2': { type: 242, value: 'extended' },
  'Extended-Attribute-3': { type: 243, value: 'extended' },
  'Extended-Attribute-4': { type: 244, value: 'extended' },
  'Extended-Attribute-5': { type: 245, value: 'longExtended' },
  'Extended-Attribute-6': { type: 246, value: 'longExtended' },
});
