import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { say } from './texts.ts';

type Props = {
  readonly name: string;
  readonly label: string;
  /** What it is for; said where none is set. */
  readonly description: string;
  readonly noneLabel: string;
  readonly isSet: boolean;
  readonly value?: string | null;
  readonly onChange: (secret: string | null) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** A secret that is agreed with routers and never shown again: typed anew, kept, or taken away. */
export function SecretTextField({ isSet, noneLabel, description, value = '', onChange, ...rest }: Props) {
  return (
    <div>
      <TextInput
        description={isSet ? say('oneIsSet') : description}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        maxLength={128}
        value={value ?? ''}
        disabled={value === null}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...rest}
      />
      {isSet && (
        <Checkbox
          mt={8}
          label={noneLabel}
          checked={value === null}
          onChange={(event) => onChange(event.currentTarget.checked ? null : '')}
        />
      )}
    </div>
  );
}
