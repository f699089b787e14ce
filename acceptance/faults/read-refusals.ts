import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient, List } from '../api-client.ts';

/** What an operator sees of those who were turned away. Counts follow within seconds: these wait ten for them. */
export type Attempt = { readonly outcome: string; readonly reason: string | null; readonly count: number };
export type Discard = { readonly sourceAddress: string; readonly reason: string; readonly count: number };

const TRIES = 40;
const EVERY_MS = 250;

/** How many got no answer, once that is as many as expected. */
export async function countDiscards(
  api: ApiClient,
  of: (discard: Discard) => boolean,
  atLeast: number,
): Promise<number> {
  for (let tries = 0; ; tries++) {
    const sum = sumOf((await allDiscards(api)).filter(of));
    if (sum >= atLeast || tries >= TRIES) return sum;
    await pause(EVERY_MS);
  }
}

export async function allDiscards(api: ApiClient): Promise<readonly Discard[]> {
  const items: Discard[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: List<Discard> = await api.get(`/discards?limit=100${cursor && `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** The access log's lines of a customer that was refused, once they count as many as expected. */
export async function refusalsOf(
  api: ApiClient,
  customerId: string,
  atLeast: number,
): Promise<readonly Attempt[]> {
  for (let tries = 0; ; tries++) {
    const path = `/attempts?customerId=${customerId}&outcome=reject&limit=100`;
    const { items } = await api.get<List<Attempt>>(path);
    if (sumOf(items) >= atLeast || tries >= TRIES) return items;
    await pause(EVERY_MS);
  }
}

function sumOf(items: readonly { readonly count: number }[]): number {
  return items.reduce((sum, { count }) => sum + count, 0);
}
