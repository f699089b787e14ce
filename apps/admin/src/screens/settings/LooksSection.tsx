import { Input, type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { type Density, useDensity } from '../../frame/density.tsx';
import classes from './Settings.module.css';

/** Kept in this browser: the desk and the phone may differ. */
export function LooksSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const { density, setDensity } = useDensity();
  return (
    <section>
      <h2>Looks</h2>
      <div className={classes['choices']}>
        <Input.Wrapper label="Colours" labelElement="div">
          <SegmentedControl
            aria-label="Colours"
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Input.Wrapper>
        <Input.Wrapper label="Lists" labelElement="div">
          <SegmentedControl
            aria-label="Lists"
            value={density}
            onChange={(chosen) => setDensity(chosen as Density)}
            data={[
              { value: 'normal', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </Input.Wrapper>
      </div>
    </section>
  );
}
