/** Labels to choose from; a device may have any other. */
export const deviceTypes = [
  'Router',
  'Phone',
  'Laptop',
  'Desktop',
  'Tablet',
  'TV',
  'Console',
  'Camera',
  'Printer',
  'Access point',
  'Other',
] as const;

export type DeviceType = (typeof deviceTypes)[number];

/** How a device came into the register. */
export const deviceSources = ['operator', 'api-token', 'import', 'hotspot', 'learned', 'customer'] as const;
export type DeviceSource = (typeof deviceSources)[number];

/** *Added by*, where no person or token did it. */
export const AUTOMATIC_HOTSPOT = 'Automatic (hotspot)';
export const AUTOMATIC_LEARNED = 'Automatic (learned)';
