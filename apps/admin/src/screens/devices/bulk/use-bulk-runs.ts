import { useCallback, useMemo, useState } from 'react';
import { useMay } from '../../../api/use-me.ts';
import { useOwnUnderWay } from './use-bulk.ts';

const SHOWN_MAX = 3;
const NONE: readonly string[] = [];

/** Which bulk actions are shown at the foot of the list: those begun here, and one's own that are still under way. */
export function useBulkRuns() {
  const mayChange = useMay('devices.add');
  const underWay = useOwnUnderWay(mayChange);
  const [watched, setWatched] = useState(NONE);
  const [closed, setClosed] = useState(NONE);
  const watch = useCallback((id: string) => {
    setClosed((ids) => ids.filter((each) => each !== id));
    setWatched((ids) => [...ids.filter((each) => each !== id), id]);
  }, []);
  const forget = useCallback((id: string) => {
    setClosed((ids) => [...ids, id]);
    setWatched((ids) => ids.filter((each) => each !== id));
  }, []);
  const runs = useMemo(() => {
    const found = underWay.filter((id) => !watched.includes(id));
    return [...found, ...watched].filter((id) => !closed.includes(id)).slice(-SHOWN_MAX);
  }, [underWay, watched, closed]);
  return { runs, watch, forget };
}
