import { html } from 'hono/html';
import { encode } from 'uqr';
import type { Html } from './frame.ts';

/** White around it, as readers need it, on a dark page too. In modules. */
const BORDER = 3;

/**
 * A QR code as a drawing within the page: nothing is fetched for it.
 * @param label what it leads to, for those who do not see it
 */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  const path = data.map((row, y) => runsOf(row, y)).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`;
}

/** One stroke for all dark modules that stand side by side. */
function runsOf(row: readonly boolean[], y: number): string {
  const marks = row.map((isDark) => (isDark ? '1' : '0')).join('');
  return [...marks.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
}
