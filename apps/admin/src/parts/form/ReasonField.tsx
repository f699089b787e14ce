import { Textarea } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { say } from '../texts.ts';

type Props = {
  readonly field: GetInputPropsReturnType;
  /** Whether it is the first thing to type. */
  readonly first?: boolean;
  readonly placeholder?: string;
};

/** Why somebody decides so: it stands in the record. */
export function ReasonField({ field, first = false, ...rest }: Props) {
  return (
    <Textarea
      label={say('why')}
      name="reason"
      withAsterisk
      data-autofocus={first || undefined}
      autosize
      minRows={2}
      maxRows={6}
      {...rest}
      {...field}
    />
  );
}
