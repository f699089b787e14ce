import { Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import classes from './Find.module.css';
import { FindDialog } from './FindDialog.tsx';
import { say } from '../texts.ts';

/** Ctrl K from anywhere: a person, a MAC in any format, an IP address, a page. */
export function FindBox() {
  const [opened, dialog] = useDisclosure(false);
  useHotkeys([['mod+K', dialog.open]], []);
  return (
    <>
      <UnstyledButton className={classes['box']} onClick={dialog.open}>
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <span className={classes['hint']}>{say('searchThings')}</span>
        <span className={classes['keys']}>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">K</Kbd>
        </span>
      </UnstyledButton>
      <FindDialog opened={opened} onClose={dialog.close} />
    </>
  );
}
