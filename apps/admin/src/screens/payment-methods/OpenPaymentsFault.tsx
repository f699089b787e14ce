import { Button } from '@mantine/core';
import { say } from './texts.ts';

type Props = { readonly fault: string; readonly code: string | null; readonly onChangeAnyway: () => void };

/** Why the method was not changed; where payments by it are open, with the way to say that they are found there too. */
export function OpenPaymentsFault({ fault, code, onChangeAnyway }: Props) {
  return (
    <>
      <div>{fault}</div>
      {code === 'payments-open' && (
        <Button mt="xs" size="xs" variant="default" onClick={onChangeAnyway}>
          {say('changeOpenToo')}
        </Button>
      )}
    </>
  );
}
