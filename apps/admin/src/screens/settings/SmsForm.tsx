import { Input, PasswordInput, SegmentedControl, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import classes from './Settings.module.css';
import {
  checkSms,
  exampleOf,
  newSmsEntry,
  SMS_STYLES,
  type SmsEntry,
  type SmsStyle,
  toGateway,
  withStyle,
} from './sms-entry.ts';
import { useChangeSmsGateway } from './use-sms-gateway.ts';
import { say, show } from './texts.ts';

type Props = {
  /** The provider so far; its address and key are not told again. */
  readonly replaces: string | null;
  readonly onClose: () => void;
};

/** How a provider of text messages is asked. */
export function SmsForm({ replaces, onClose }: Props) {
  const change = useChangeSmsGateway();
  const form = useEntryForm<SmsEntry>({ initialValues: newSmsEntry, validate: checkSms });
  const entry = form.getValues();
  const store = async (values: SmsEntry) => {
    await change.mutateAsync(toGateway(values));
    notifications.show({ color: 'green', message: say('providerSaved') });
    onClose();
  };
  const { onSubmit, saving, fault } = useSaveForm(form, store);
  return (
    <FormDrawer
      title={replaces === null ? say('setUpProvider') : say('anotherWay', { replaces })}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <p className={classes['quiet']} style={{ margin: 0 }}>
        {show('asManualSays', { phone: <code>{'{{phone}}'}</code>, text: <code>{'{{text}}'}</code> })}
        {replaces !== null && ` ${say('keptUntilSaved')}`}
      </p>
      <Textarea
        label={say('address')}
        name="url"
        withAsterisk
        data-autofocus
        autosize
        minRows={1}
        maxRows={5}
        placeholder="https://api.example.com/v1/messages"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('url')}
      />
      <Input.Wrapper label={say('numberAndMessageGo')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={say('numberAndMessageGo')}
          data={[...SMS_STYLES]}
          value={entry.style}
          onChange={(style) => form.setValues(withStyle(entry, style as SmsStyle))}
        />
      </Input.Wrapper>
      {entry.style !== 'get' && (
        <Textarea
          label={say('body')}
          name="body"
          autosize
          minRows={3}
          maxRows={12}
          spellCheck={false}
          dir="ltr"
          classNames={{ input: 'mono' }}
          {...form.getInputProps('body')}
        />
      )}
      <PasswordInput
        label="Authorization"
        name="authorization"
        description={say('authorizationHelp')}
        autoComplete="new-password"
        {...form.getInputProps('authorization')}
      />
      <figure className={classes['example']}>
        <figcaption>{say('whatProviderGets')}</figcaption>
        <pre dir="ltr">{exampleOf(entry)}</pre>
      </figure>
    </FormDrawer>
  );
}
