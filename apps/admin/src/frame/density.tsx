import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext } from 'react';

export type Density = 'normal' | 'compact';

type DensityChoice = { readonly density: Density; readonly setDensity: (density: Density) => void };

const DensityContext = createContext<DensityChoice>({ density: 'normal', setDensity: () => {} });

/** Row height in lists: 36 px, or 28 px for who wants more of them. Remembered in this browser. */
export function DensityProvider({ children }: { readonly children: ReactNode }) {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'gatehouse-density',
    defaultValue: 'normal',
  });
  return <DensityContext value={{ density, setDensity }}>{children}</DensityContext>;
}

export function useDensity(): DensityChoice {
  return useContext(DensityContext);
}
