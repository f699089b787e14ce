type Catalogue = Readonly<Record<string, string>>;

const own = import.meta.glob<Catalogue>('../**/texts/ar.json', { eager: true, import: 'default' });
const said = import.meta.glob<Catalogue>('../../../../libs/domain/src/**/texts/ar.json', {
  eager: true,
  import: 'default',
});

/** Every text of this language, the app's own and those of what the server says, in one file of the build. */
export const catalogues = { ...own, ...said };
