import { Button, CopyButton, Group, PasswordInput } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { proposeSecret } from './propose-secret.ts';
import { say } from './texts.ts';

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
    <div>
      <PasswordInput
        label={say('sharedSecret')}
        name="secret"
        withAsterisk={isNew}
        description={say(isNew ? 'secretNew' : 'secretKept')}
        autoComplete="new-password"
        visible={visible}
        onVisibilityChange={setVisible}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
      />
      <Group gap="xs" mt={6}>
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={propose}
        >
          {say('makeStrong')}
        </Button>
        {value !== '' && (
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="light"
                leftSection={
                  copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
                }
                onClick={copy}
              >
                {say(copied ? 'copied' : 'copySecret')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </div>
  );
}
