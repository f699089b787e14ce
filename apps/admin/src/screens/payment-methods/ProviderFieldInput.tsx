import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ProviderField } from './method-types.ts';
import { say } from './texts.ts';

type Props = {
  readonly field: ProviderField;
  /** A secret that is stored: it is not told again, and stays where nothing is typed. */
  readonly kept: boolean;
  /** Several lines are headers and bodies, not words for people. */
  readonly isCode: boolean;
  readonly input: GetInputPropsReturnType;
};

/** One setting, as its provider declares it. */
export function ProviderFieldInput({ field, kept, isCode, input }: Props) {
  const { name, label, kind, required, help, placeholder, choices } = field;
  const shared = {
    label,
    name,
    ...(required && !kept && { withAsterisk: true }),
    ...(help !== undefined && { description: <bdi>{help}</bdi> }),
    ...input,
  };
  if (kind === 'choice')
    return (
      <Select
        {...shared}
        data={(choices ?? []).map(({ value, label: said }) => ({ value, label: said }))}
        {...(!required && { clearable: false })}
      />
    );
  if (kind === 'secret')
    return (
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        dir="ltr"
        placeholder={kept ? say('secretKept') : (placeholder ?? '')}
      />
    );
  if (kind === 'lines')
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={!isCode}
        {...(isCode && { dir: 'ltr', classNames: { input: 'mono' } })}
        placeholder={placeholder ?? ''}
      />
    );
  return (
    <TextInput
      {...shared}
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder ?? ''}
      {...(kind === 'url' && { inputMode: 'url' as const, dir: 'ltr', classNames: { input: 'mono' } })}
    />
  );
}
