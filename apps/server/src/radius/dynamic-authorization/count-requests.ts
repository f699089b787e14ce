import {
  isUnderWay,
  type RequestKind,
  type RequestState,
  requestKinds,
  requestStates,
} from '@gatehouse/domain/dynamic-authorization/request-words';

/** What became of the requests to routers since the start, by what they asked for and how they ended. */
export type RouterRequestCounts = Record<RequestKind, Record<string, number>>;

/** Every end is there from the beginning: a rate over a counter that appears late misses its first step. */
export function countNoRequests(): RouterRequestCounts {
  const ends = requestStates.filter((state) => !isUnderWay(state));
  const zeros = requestKinds.map((kind) => [kind, Object.fromEntries(ends.map((end) => [end, 0]))] as const);
  return Object.fromEntries(zeros) as RouterRequestCounts;
}

export function countRequest(counts: RouterRequestCounts, kind: RequestKind, end: RequestState): void {
  counts[kind][end] = (counts[kind][end] ?? 0) + 1;
}
