import type { Context } from 'hono';
import { WHY_LENGTH_MAX, whyInput } from '../shapes.ts';

/** Why somebody does what they ask for, in words: any call may say it, and the audit log keeps it. */
export const WHY_HEADER = 'Gatehouse-Why';

/** What the header says, in percent-encoded UTF-8; `null`: nothing. `undefined`: it is not readable as that, or too long. */
export function readWhy(c: Context): string | null | undefined {
  const sent = c.req.header(WHY_HEADER);
  if (sent === undefined) return null;
  try {
    return whyInput.safeParse(decodeURIComponent(sent)).data;
  } catch {
    return undefined;
  }
}

export const BAD_WHY = {
  refused: 'bad-request',
  message: `${WHY_HEADER} must be percent-encoded UTF-8 of ${WHY_LENGTH_MAX} characters at most, without control characters.`,
} as const;
