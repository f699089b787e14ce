import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { getJson, type Params, queryText } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page } from '../../api/types.ts';
import { dropGone, hasGap, mergeHead } from './merge-head.ts';
import { useScrolled } from './use-scrolled.ts';

const POLL_MS = 1_500;
const HEAD_SIZE = 100;
const NOTHING: readonly LiveTopic[] = [];

type Options<Row> = {
  /** What is signalled when the list has something new; none: it does not grow by itself. */
  readonly live: LiveTopic | undefined;
  /** The reader has paused it, or selected something: nothing may move. */
  readonly held: boolean;
  readonly thing: string;
  readonly path: string;
  readonly params: Params;
  readonly rowId: (row: Row) => string;
  readonly loaded: readonly Row[] | undefined;
  /** All that is loaded is read again from time to time: what is not there any more has left the list. */
  readonly rereads: boolean;
  /** Reads the list anew, from its top. */
  readonly reload: () => void;
};

/** New rows of a list that grows at its top. They wait while the reader has scrolled, selected or paused. */
export function useLiveHead<Row>(options: Options<Row>) {
  const { live, held, thing, path, params, rowId, loaded, rereads, reload } = options;
  const on = live !== undefined;
  const scrolled = useScrolled(on);
  const queryKey = [thing, 'head', path, params];
  const head = useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<Page<Row>>(path, { ...params, limit: HEAD_SIZE }, signal),
    enabled: on && loaded !== undefined,
    refetchInterval: useLive(on ? [live] : NOTHING, queryKey, POLL_MS),
    retry: false,
  });
  const fresh = on ? head.data?.items : undefined;
  const [shown, setShown] = useState<readonly Row[] | undefined>();
  const asked = `${path}${queryText(params)}`;
  useEffect(() => setShown(undefined), [asked]);
  const wait = on && (scrolled || held);
  // More came than one page holds: between it and what is shown some are missing.
  const gap = useMemo(() => hasGap(fresh, shown ?? loaded, rowId, HEAD_SIZE), [fresh, shown, loaded, rowId]);
  const take = useCallback(() => {
    setShown((before) => (gap ? fresh : mergeHead(fresh, before ?? loaded, rowId)));
    if (gap) reload();
  }, [gap, fresh, loaded, rowId, reload]);
  useEffect(() => {
    if (!wait) take();
  }, [wait, take]);
  useEffect(() => {
    if (rereads) setShown((before) => dropGone(before, loaded, fresh, rowId, HEAD_SIZE));
  }, [rereads, loaded, fresh, rowId]);
  const show = useCallback(() => {
    document.getElementById('main')?.scrollTo({ top: 0 });
    take();
  }, [take]);

  const base = shown ?? loaded;
  const rows = useMemo(() => {
    if (!on || base === undefined) return loaded;
    const newest = new Map([...(loaded ?? []), ...(fresh ?? [])].map((row) => [rowId(row), row]));
    const known = new Set(base.map(rowId));
    const inPlace = base.map((row) => newest.get(rowId(row)) ?? row);
    // Older pages that were loaded since stand below.
    const oldest = loaded?.findLastIndex((row) => known.has(rowId(row))) ?? -1;
    return [...inPlace, ...(loaded ?? []).slice(oldest + 1).filter((row) => !known.has(rowId(row)))];
  }, [on, base, loaded, fresh, rowId]);
  const waiting = useMemo(() => {
    if (!wait || !fresh || !rows) return 0;
    const known = new Set(rows.map(rowId));
    return fresh.filter((row) => !known.has(rowId(row))).length;
  }, [wait, fresh, rows, rowId]);
  return { rows, waiting, moreWait: wait && gap, show };
}
