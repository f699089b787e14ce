import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Section } from '../../parts/form/Section.tsx';

type Props = {
  readonly isSet: boolean;
  readonly value?: string | null;
  readonly onChange: (macPassword: string | null) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** Some routers send a fixed password in MAC logins; most send none, or the MAC. */
export function ZonePasswordField({ isSet, value = '', onChange, onBlur, error }: Props) {
  return (
    <Section title="Password of MAC logins" opened={isSet}>
      <TextInput
        label="Password that the routers send"
        name="macPassword"
        description={
          isSet
            ? 'One is set. Leave this empty to keep it.'
            : 'Only where mac-auth-password is set on the routers.'
        }
        autoComplete="off"
        spellCheck={false}
        value={value ?? ''}
        disabled={value === null}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
      />
      {isSet && (
        <Checkbox
          label="The routers send none any more"
          checked={value === null}
          onChange={(event) => onChange(event.currentTarget.checked ? null : '')}
        />
      )}
    </Section>
  );
}
