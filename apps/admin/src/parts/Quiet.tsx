/** A text that may be missing: then a dash that does not draw the eye. */
export function Quiet({ text }: { readonly text: string | null }) {
  return text === null || text === '' ? <span style={{ color: 'var(--gh-quiet)' }}>–</span> : <>{text}</>;
}
