/** Every text of this language, in one file of the build. */
export const catalogues = import.meta.glob<Readonly<Record<string, string>>>('../**/texts/es.json', {
  eager: true,
  import: 'default',
});
