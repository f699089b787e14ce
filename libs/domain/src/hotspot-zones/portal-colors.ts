/** `#0b6b6b`, in lower case. */
export type HexColor = `#${string}`;

/** What a portal's accent becomes on one of its two papers. Each text among them is AA (WCAG 2.2 §1.4.3). */
export type PortalColors = {
  /** Links, edges of buttons, the outline of what has the focus. */
  readonly text: HexColor;
  /** Filled buttons, and what is written on them. */
  readonly fill: HexColor;
  readonly onFill: HexColor;
  /** Behind notes. */
  readonly tint: HexColor;
};

export const PORTAL_PAPERS = { light: '#ffffff', dark: '#12171a' } as const;
export const PORTAL_INKS = { light: '#14191c', dark: '#eceff1' } as const;
export type PortalScheme = keyof typeof PORTAL_PAPERS;

/** The portal as it looks where nobody chose a colour: drawn by hand for each paper. */
const OWN_COLORS: Readonly<Record<PortalScheme, PortalColors>> = {
  light: { text: '#0b6b6b', fill: '#0b6b6b', onFill: '#ffffff', tint: '#eef5f5' },
  dark: { text: '#4fc3bd', fill: '#4fc3bd', onFill: '#06201f', tint: '#17262a' },
};

const AA = 4.5;
/** The accent in the paper behind notes. */
const TINT = 0.09;
const STEPS = 32;

export function isHexColor(text: string): text is HexColor {
  return /^#[0-9a-f]{6}$/.test(text);
}

/**
 * The colours of a portal. A button has the accent as it is, with the writing on it in black or white, whichever is
 * read better; as a text it is darkened or lightened until it can be read on the paper.
 * @param accent `null`: our own
 */
export function portalColors(accent: HexColor | null, scheme: PortalScheme): PortalColors {
  if (accent === null) return OWN_COLORS[scheme];
  const paper = PORTAL_PAPERS[scheme];
  const tint = mix(paper, accent, TINT);
  return { text: readable(accent, tint, scheme), fill: accent, onFill: writingOn(accent), tint };
}

/** WCAG 2.2: from 1 to 21. */
export function contrast(one: HexColor, other: HexColor): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** One of the two always is AA: no colour is near to both. */
function writingOn(fill: HexColor): HexColor {
  return contrast(fill, '#ffffff') >= AA ? '#ffffff' : '#000000';
}

/** Notes are the darker ground on light paper and the lighter one on dark: read there, read everywhere. */
function readable(accent: HexColor, ground: HexColor, scheme: PortalScheme): HexColor {
  const towards = scheme === 'light' ? '#000000' : '#ffffff';
  for (let step = 0; step < STEPS; step += 1) {
    const shade = mix(accent, towards, step / STEPS);
    if (contrast(shade, ground) >= AA) return shade;
  }
  return towards;
}

function mix(from: HexColor, to: HexColor, share: number): HexColor {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(color: HexColor): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: HexColor): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
