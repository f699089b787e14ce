/** The lists that are set up by who works with them: saved views, and which columns stand where. */
export const listScreens = ['devices', 'customers'] as const;
export type ListScreen = (typeof listScreens)[number];

export function isListScreen(word: string): word is ListScreen {
  return (listScreens as readonly string[]).includes(word);
}
