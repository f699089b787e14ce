import { Input, type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { type Density, useDensity } from '../../frame/density.tsx';
import classes from './Settings.module.css';
import { say } from './texts.ts';

/** Kept in this browser: the desk and the phone may differ. */
export function LooksSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const { density, setDensity } = useDensity();
  return (
    <section>
      <h2>{say('looks')}</h2>
      <div className={classes['choices']}>
        <Input.Wrapper label={say('colours')} labelElement="div">
          <SegmentedControl
            aria-label={say('colours')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
            data={[
              { value: 'auto', label: say('asSystem') },
              { value: 'light', label: say('light') },
              { value: 'dark', label: say('dark') },
            ]}
          />
        </Input.Wrapper>
        <Input.Wrapper label={say('lists')} labelElement="div">
          <SegmentedControl
            aria-label={say('lists')}
            value={density}
            onChange={(chosen) => setDensity(chosen as Density)}
            data={[
              { value: 'normal', label: say('comfortable') },
              { value: 'compact', label: say('compact') },
            ]}
          />
        </Input.Wrapper>
      </div>
    </section>
  );
}
