import { Button, Group, Kbd, Text } from '@mantine/core';
import { say } from '../texts.ts';

type Props = { readonly done: string; readonly note: string | undefined; readonly onUndo: () => void };

export function UndoMessage({ done, note, onUndo }: Props) {
  return (
    <Group wrap="nowrap" justify="space-between" gap="sm">
      <div>
        <Text size="sm" c="var(--mantine-color-text)">
          {done}
        </Text>
        {note !== undefined && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </div>
      <Button flex="none" size="xs" variant="default" onClick={onUndo} rightSection={<Kbd size="xs">U</Kbd>}>
        {say('undo')}
      </Button>
    </Group>
  );
}
