type Texts = Readonly<Record<string, string>>;

/** `/customers/$customerId` with what stands for the names in it, and the search behind. */
export function fillPath(path: string, params: Texts = {}, search: Texts = {}): string {
  const filled = path.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams(search).toString();
  return asked === '' ? filled : `${filled}?${asked}`;
}
