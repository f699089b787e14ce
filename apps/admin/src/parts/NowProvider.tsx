import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Now = createContext(0);

/** One clock for every relative time on the page. */
export function NowProvider({ children }: { readonly children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return <Now value={now}>{children}</Now>;
}

/** Milliseconds since the epoch, a few seconds old at most. */
export function useNow(): number {
  return useContext(Now);
}
