/** The pages of a portal that can be looked at before any visitor does, in a visitor's order. */
export const PREVIEW_PAGES = [
  { id: 'welcome', label: 'Welcome' },
  { id: 'log-in', label: 'Log in' },
  { id: 'number', label: 'Mobile number' },
  { id: 'code', label: 'Enter the code' },
  { id: 'packages', label: 'Choose a package' },
  { id: 'pay', label: 'Pay' },
  { id: 'online', label: 'You are online' },
  { id: 'limit', label: 'All places are taken' },
  { id: 'own-page', label: 'Own page' },
  { id: 'terms', label: 'Terms of use' },
] as const;
export type PreviewPage = (typeof PREVIEW_PAGES)[number]['id'];
