import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { SystemTruth } from './SystemTruth.tsx';
import classes from './TopBar.module.css';
import { useTruth } from './use-truth.ts';

/** The truth about RADIUS, database and routers in one word; a click tells the rest. */
export function TruthDot() {
  const truth = useTruth();
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      width={320}
      position="bottom-end"
      trapFocus
      opened={opened}
      onChange={(next) => !next && close()}
    >
      <Popover.Target>
        <UnstyledButton className={classes['truth']} onClick={toggle} aria-label={`System: ${truth.word}`}>
          <span className={classes['dot']} data-state={truth.state} aria-hidden />
          <span>{truth.word}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <SystemTruth truth={truth} onLeave={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
