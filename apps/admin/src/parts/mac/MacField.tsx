import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import type { ReactNode } from 'react';
import { macWithin, takenAtOnce } from './mac-within.ts';
import { MacUnderstood } from './MacUnderstood.tsx';
import { useMacKnowledge } from './use-mac-knowledge.ts';
import { say } from '../texts.ts';

type Props = {
  readonly value?: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
  readonly label?: string;
  /** Whose device it is to become: their own is said differently from a stranger's. */
  readonly customerId?: string | null;
  /** Offered when it is someone else's. */
  readonly onMove?: (deviceId: string) => void;
  readonly autoFocus?: boolean;
};

/** Takes a MAC in any format and says at once what it understood, the vendor, and whose it already is. */
export function MacField({
  value = '',
  onChange,
  onBlur,
  error,
  label = say('macAddress'),
  autoFocus,
  ...rest
}: Props) {
  const parsed = parseMacAddress(value);
  const [settled] = useDebouncedValue(parsed === null ? null : formatMacAddress(parsed), 150);
  const knowledge = useMacKnowledge(settled);
  return (
    <div>
      <TextInput
        label={label}
        name="mac"
        withAsterisk
        value={value}
        onChange={(event) => onChange(takenAtOnce(value, event.currentTarget.value))}
        onPaste={(event) => {
          const found = macWithin(event.clipboardData.getData('text'));
          if (found === null) return;
          event.preventDefault();
          onChange(found);
        }}
        onBlur={() => {
          const found = macWithin(value);
          if (found !== null) onChange(found);
          onBlur?.();
        }}
        error={error}
        description={say('anyFormat')}
        placeholder={say('pasteOrType')}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        data-autofocus={autoFocus || undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <MacUnderstood mac={settled} knowledge={knowledge.data} {...rest} />
    </div>
  );
}
