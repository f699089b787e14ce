import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import classes from './DataList.module.css';

type Props = { readonly paused: boolean; readonly onChange: (paused: boolean) => void };

/** New rows come by themselves until the reader says stop. */
export function PauseButton({ paused, onChange }: Props) {
  return (
    <Tooltip label={paused ? 'New rows wait. Have them come by themselves again' : 'Have new rows wait'}>
      <Button
        size="xs"
        variant="default"
        aria-pressed={paused}
        leftSection={
          paused ? (
            <IconPlayerPlay size={14} stroke={1.7} aria-hidden />
          ) : (
            <IconPlayerPause size={14} stroke={1.7} aria-hidden />
          )
        }
        onClick={() => onChange(!paused)}
      >
        <span className={classes['liveDot']} data-paused={paused || undefined} aria-hidden />
        {paused ? 'Paused' : 'Live'}
      </Button>
    </Tooltip>
  );
}
