import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import classes from './DataList.module.css';
import { say } from '../texts.ts';

type Props = { readonly paused: boolean; readonly onChange: (paused: boolean) => void };

/** New rows come by themselves until the reader says stop. */
export function PauseButton({ paused, onChange }: Props) {
  return (
    <Tooltip label={paused ? say('rowsComeAgain') : say('rowsWait')}>
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
        {paused ? say('paused') : say('live')}
      </Button>
    </Tooltip>
  );
}
