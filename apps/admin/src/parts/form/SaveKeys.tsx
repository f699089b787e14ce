import { Kbd } from '@mantine/core';
import { show } from '../texts.ts';

/** Which keys save a form. */
export function SaveKeys() {
  return show('ctrlEnterSaves', {
    kbd: (words) => <Kbd size="xs">{words}</Kbd>,
    kbd2: (words) => <Kbd size="xs">{words}</Kbd>,
  });
}
