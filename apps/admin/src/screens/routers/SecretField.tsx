import { ActionIcon, CopyButton, Group, PasswordInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { proposeSecret } from './propose-secret.ts';

type Props = {
  readonly isNew: boolean;
  readonly value?: string;
  readonly onChange: (secret: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** Typed as it is on the router, or made here and copied there. Never shown again once stored. */
export function SecretField({ isNew, value = '', onChange, onBlur, error }: Props) {
  const [visible, setVisible] = useState(false);
  const propose = () => {
    onChange(proposeSecret((count) => crypto.getRandomValues(new Uint8Array(count))));
    setVisible(true);
  };
  return (
    <Group align="flex-start" gap={6} wrap="nowrap">
      <PasswordInput
        flex={1}
        label="Shared secret"
        name="secret"
        withAsterisk={isNew}
        description={
          isNew
            ? 'The same on the router and here. It is not shown again.'
            : 'Leave it empty to keep it. The old one is accepted beside a new one.'
        }
        autoComplete="new-password"
        visible={visible}
        onVisibilityChange={setVisible}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
      />
      <Group gap={4} wrap="nowrap" mt={46}>
        <Tooltip label="Make a strong one">
          <ActionIcon variant="default" size={36} onClick={propose} aria-label="Make a strong secret">
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'}>
              <ActionIcon
                variant="default"
                size={36}
                onClick={copy}
                disabled={value === ''}
                aria-label="Copy the secret"
              >
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
    </Group>
  );
}
