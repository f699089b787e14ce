import { encode } from 'uqr';

/** White around it, as cameras need it. In modules. */
const BORDER = 2;

/** Any of the eight can be read; to weigh them for each code takes eight times as long, and there are thousands of codes. */
const MASK = 2;

/** A QR code as a drawing: sharp on any printer. */
export function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER, maskPattern: MASK });
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
      <path d={data.map(darkRuns).join('')} />
    </svg>
  );
}

/** One stroke for all dark modules that stand side by side. */
function darkRuns(row: readonly boolean[], y: number): string {
  const marks = row.map((isDark) => (isDark ? '1' : '0')).join('');
  return [...marks.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
}
