/**
 * What nobody sees: blanks of no width, marks of direction, fillers, variants. Joiners between letters stay: words in
 * Bengali and Persian are written with them. Behind a Latin letter, a digit or nothing they join nothing.
 */
const INVISIBLE =
  /(?![\u200C\u200D])[\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]|(?<!(?!\p{Script=Latin})[\p{L}\p{M}])[\u200C\u200D]/gu;

export function hasInvisible(text: string): boolean {
  return text.search(INVISIBLE) !== -1;
}

/** As clipboards and spreadsheets should have given it. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
