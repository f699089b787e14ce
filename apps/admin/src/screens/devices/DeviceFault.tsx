import { Button } from '@mantine/core';
import { say } from './texts.ts';

type Props = { readonly fault: string; readonly code: string | null; readonly onAddAnyway: () => void };

/** Why the device was not added, with the way out where there is one. */
export function DeviceFault({ fault, code, onAddAnyway }: Props) {
  return (
    <>
      <div>{fault}</div>
      {code === 'device-limit-reached' && (
        <Button mt="xs" size="xs" variant="default" onClick={onAddAnyway}>
          {say('addAbove')}
        </Button>
      )}
    </>
  );
}
