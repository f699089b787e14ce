/** The pages of a portal that can be looked at before any visitor does, in a visitor's order. */
export const previewPages = [
  'welcome',
  'log-in',
  'number',
  'code',
  'packages',
  'pay',
  'online',
  'limit',
  'own-page',
  'terms',
] as const;
export type PreviewPage = (typeof previewPages)[number];
