import { Button, Code, CopyButton, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Customer } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { say } from './texts.ts';

type Props = { readonly customer: Customer; readonly onClose: () => void };

/** Shown on demand and never kept: every look is on the record. */
export function NetworkPassword({ customer, onClose }: Props) {
  const { data, error } = useQuery({
    queryKey: ['network-password', customer.id],
    queryFn: ({ signal }) => getJson<{ password: string }>(`/customers/${customer.id}/password`, {}, signal),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  return (
    <Dialog title={say('passwordOf', { name: customer.name })} onClose={onClose}>
      {error && <Text c="red">{errorSentence(error)}</Text>}
      {!data && !error && <Skeleton h={32} />}
      {data && (
        <Group justify="space-between" wrap="nowrap">
          <Code fz="md" dir="ltr">
            {data.password}
          </Code>
          <CopyButton value={data.password}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} data-autofocus>
                {say(copied ? 'copied' : 'copyPassword')}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {say('lookRecorded')}
      </Text>
    </Dialog>
  );
}
