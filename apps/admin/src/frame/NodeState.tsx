import { Button, Group } from '@mantine/core';
import type { RadiusNode } from '../api/types.ts';
import { useMay } from '../api/use-me.ts';
import { type Meaning, StateMark } from '../parts/StateMark.tsx';
import { useRemove } from '../parts/use-remove.ts';
import { say } from './texts.ts';

const STATES: Readonly<Record<RadiusNode['state'], { meaning: Meaning; word: string }>> = {
  ok: { meaning: 'green', word: say('answering') },
  stale: { meaning: 'amber', word: say('behindData') },
  silent: { meaning: 'red', word: say('silent') },
};

/** A RADIUS process. One that is gone for good holds every change up until it is taken off the list. */
export function NodeState({ node }: { readonly node: RadiusNode }) {
  const remove = useRemove('system', '/radius-nodes');
  const mayRemove = useMay('system.change') && node.state === 'silent';
  const { meaning, word } = STATES[node.state];
  return (
    <Group gap="xs">
      <StateMark meaning={meaning}>{word}</StateMark>
      {mayRemove && (
        <Button
          variant="default"
          size="compact-xs"
          title={say('goneForGood')}
          loading={remove.isPending}
          onClick={() => remove.mutate({ id: node.id, name: `RADIUS ${node.name}` })}
        >
          {say('takeOff')}
        </Button>
      )}
    </Group>
  );
}
