/** A text that may be missing: then a dash that does not draw the eye. */
export function Quiet({ text }: { readonly text: string | null }) {
  if (text !== null && text !== '') return <span title={text}>{text}</span>;
  return (
    <span data-none style={{ color: 'var(--gh-quiet)' }}>
      –
    </span>
  );
}
