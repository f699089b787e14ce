import { useEffect, useState } from 'react';

const TOP_PX = 40;

/** Whether the reader has left the top of the page. */
export function useScrolled(watch: boolean): boolean {
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const main = document.getElementById('main');
    if (!watch || !main) return;
    const look = () => setScrolled(main.scrollTop > TOP_PX);
    look();
    main.addEventListener('scroll', look, { passive: true });
    return () => main.removeEventListener('scroll', look);
  }, [watch]);
  return scrolled;
}
