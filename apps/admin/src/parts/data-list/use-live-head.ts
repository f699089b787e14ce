import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { getJson, type Params, queryText } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';
import { mergeHead } from './merge-head.ts';
import { useScrolled } from './use-scrolled.ts';

const POLL_MS = 1_500;
const HEAD_SIZE = 100;

type Options<Row> = {
  readonly on: boolean;
  /** Something is selected: nothing may move. */
  readonly held: boolean;
  readonly thing: string;
  readonly path: string;
  readonly params: Params;
  readonly rowId: (row: Row) => string;
  readonly loaded: readonly Row[] | undefined;
};

/** New rows of a list that grows at its top. They wait while the reader has scrolled or selected. */
export function useLiveHead<Row>({ on, held, thing, path, params, rowId, loaded }: Options<Row>) {
  const scrolled = useScrolled(on);
  const head = useQuery({
    queryKey: [thing, 'head', path, params],
    queryFn: ({ signal }) => getJson<Page<Row>>(path, { ...params, limit: HEAD_SIZE }, signal),
    enabled: on && loaded !== undefined,
    refetchInterval: POLL_MS,
    retry: false,
  });
  const fresh = on ? head.data?.items : undefined;
  const [shown, setShown] = useState<readonly Row[] | undefined>();
  const asked = `${path}${queryText(params)}`;
  useEffect(() => setShown(undefined), [asked]);
  const wait = on && (scrolled || held);
  useEffect(() => {
    if (!wait) setShown((before) => mergeHead(fresh, before ?? loaded, rowId));
  }, [wait, fresh, loaded, rowId]);
  const show = useCallback(() => {
    document.getElementById('main')?.scrollTo({ top: 0 });
    setShown((before) => mergeHead(fresh, before ?? loaded, rowId));
  }, [fresh, loaded, rowId]);

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
  return { rows, waiting, show };
}
