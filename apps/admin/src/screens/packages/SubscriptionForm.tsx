import { Button, Group, Input, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Customer } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { formatSeen } from '../../parts/format/time.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { useSettings } from '../settings/use-settings.ts';
import { describeGiven } from './describe-given.ts';
import { PackageSelect } from './PackageSelect.tsx';
import { checkGift, type GiftEntry, localTime, movedBy, readLocalTime } from './gift-entry.ts';
import { RenewalPreview } from './RenewalPreview.tsx';
import { useGivePackage } from './use-give-package.ts';
import { say } from './texts.ts';

type Held = NonNullable<Customer['subscription']>;

type Props = {
  readonly customer: Pick<Customer, 'id' | 'name' | 'kind'> & {
    readonly subscription?: Customer['subscription'];
  };
  /** At once, in place of what runs; behind it unless told otherwise. */
  readonly begins?: 'present' | 'now';
  readonly onClose: () => void;
};

/** Gives a package by hand, at once or behind the present one, or moves the end of what runs. */
export function SubscriptionForm({ customer, begins = 'present', onClose }: Props) {
  const held = customer.subscription?.running ? customer.subscription : null;
  const movable = held !== null && held.waitingSeconds === null;
  const give = useGivePackage(customer.id, held?.id ?? null);
  const now = useNow();
  // Until it is known, what the settings are from the start.
  const tellsRouters = useSettings().data?.changeTimeOnRenewal ?? true;
  const form = useEntryForm<GiftEntry>({
    initialValues: {
      way: begins,
      servicePackageId: customer.subscription?.servicePackageId ?? '',
      endsAt: localTime(held?.endsAt ?? null),
      reason: '',
    },
    validate: checkGift,
  });
  const { way, servicePackageId } = form.getValues();
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    const { value } = await give.mutateAsync(entry);
    notifications.show({ color: 'green', message: describeGiven(customer.name, value, now) });
    onClose();
  });
  return (
    <FormDrawer
      title={
        held ? say('giveOrExtend', { name: customer.name }) : say('giveAPackage', { name: customer.name })
      }
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={SAVE_LABELS[held ? way : 'now']}
    >
      {held && (
        <Input.Wrapper
          label={say('when')}
          labelElement="div"
          description={`${describeWay(way, held, now)} ${tellsRouters ? ONLINE[way] : AT_NEXT_LOGIN}`}
          descriptionProps={{ mt: 6 }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        >
          <SegmentedControl
            fullWidth
            aria-label={say('when')}
            data={[
              { value: 'present', label: say('afterThisOne') },
              { value: 'now', label: say('now') },
              ...(movable ? [{ value: 'end', label: say('moveItsEnd') }] : []),
            ]}
            {...form.getInputProps('way')}
          />
        </Input.Wrapper>
      )}
      {way === 'end' ? (
        <EndField form={form} />
      ) : (
        <PackageSelect
          kind={customer.kind}
          label={say('package')}
          name="servicePackageId"
          {...form.getInputProps('servicePackageId')}
        />
      )}
      {way === 'present' && <RenewalPreview customerId={customer.id} servicePackageId={servicePackageId} />}
      <TextInput
        label={say('why')}
        name="reason"
        withAsterisk={way === 'end'}
        description={held && way === 'now' ? say('whyPaidHelp') : say('whyHelp')}
        placeholder={say('whyExample')}
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}

const SAVE_LABELS = {
  present: say('givePackage'),
  now: say('startNow'),
  end: say('moveTheEnd'),
} as const;

const ONLINE = {
  present: say('onlinePresent'),
  now: say('onlineNow'),
  end: say('onlineEnd'),
} as const;

const AT_NEXT_LOGIN = say('atNextLogin');

function describeWay(way: GiftEntry['way'], { servicePackageName, endsAt }: Held, now: number): string {
  const name = servicePackageName;
  const end = endsAt === null ? null : formatSeen(Date.parse(endsAt), now);
  switch (way) {
    case 'present':
      return end === null ? say('presentNoEnd', { name }) : say('presentEnds', { name, end });
    case 'now':
      return say('inPlaceOf', { name });
    case 'end':
      return end === null ? say('endNoEnd', { name }) : say('endEnds', { name, end });
  }
}

const STEPS_DAYS = [1, 7, 30] as const;

function EndField({ form }: { readonly form: ReturnType<typeof useEntryForm<GiftEntry>> }) {
  const { endsAt } = form.getValues();
  return (
    <div>
      <TextInput
        type="datetime-local"
        label={say('newEnd')}
        name="endsAt"
        withAsterisk
        description={say('byYourClock')}
        {...form.getInputProps('endsAt')}
      />
      <Group gap={6} mt={8}>
        {STEPS_DAYS.map((days) => (
          <Button
            key={days}
            size="xs"
            variant="default"
            disabled={readLocalTime(endsAt) === null}
            onClick={() => form.setFieldValue('endsAt', movedBy(endsAt, days))}
          >
            {say('daysMore', { count: days })}
          </Button>
        ))}
      </Group>
    </div>
  );
}
