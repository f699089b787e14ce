import { Button, Group } from '@mantine/core';
import { say } from './texts.ts';

type Props = {
  readonly fault: string;
  readonly code: string | null;
  readonly onChangeAnyway: () => void;
  readonly onDuplicate: () => void;
};

/** Why the package was not changed; where it was sold as it is, both ways out. */
export function SoldPackageFault({ fault, code, onChangeAnyway, onDuplicate }: Props) {
  return (
    <>
      <div>{fault}</div>
      {code === 'package-sold' && (
        <Group mt="xs" gap="xs">
          <Button size="xs" onClick={onDuplicate}>
            {say('makeNewOfThis')}
          </Button>
          <Button size="xs" variant="default" color="red" onClick={onChangeAnyway}>
            {say('changeSoldToo')}
          </Button>
        </Group>
      )}
    </>
  );
}
