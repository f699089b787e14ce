import { useCallback, useEffect, useMemo, useState } from 'react';
import { useMay } from '../../../api/use-me.ts';
import { useOwnUnderWay } from './use-bulk.ts';

const SHOWN_MAX = 3;
const NONE: readonly string[] = [];

/** Which bulk actions are shown at the foot of the list: those begun here, and one's own that were found under way. */
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
  // What was found under way stays once it has ended: how it ended, and the way back, are still to be read.
  useEffect(() => {
    setWatched((ids) => {
      const found = underWay.filter((id) => !ids.includes(id));
      return found.length === 0 ? ids : [...found, ...ids];
    });
  }, [underWay]);
  const runs = useMemo(
    () => watched.filter((id) => !closed.includes(id)).slice(-SHOWN_MAX),
    [watched, closed],
  );
  return { runs, watch, forget };
}
