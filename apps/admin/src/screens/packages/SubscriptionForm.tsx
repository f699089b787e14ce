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
      title={held ? `Give or extend a package of ${customer.name}` : `Give ${customer.name} a package`}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={SAVE_LABELS[held ? way : 'now']}
    >
      {held && (
        <Input.Wrapper
          label="When"
          labelElement="div"
          description={`${describeWay(way, held, now)} ${tellsRouters ? ONLINE[way] : AT_NEXT_LOGIN}`}
          descriptionProps={{ mt: 6 }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        >
          <SegmentedControl
            fullWidth
            aria-label="When"
            data={[
              { value: 'present', label: 'After this one' },
              { value: 'now', label: 'Now' },
              ...(movable ? [{ value: 'end', label: 'Move its end' }] : []),
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
          label="Package"
          name="servicePackageId"
          {...form.getInputProps('servicePackageId')}
        />
      )}
      {way === 'present' && <RenewalPreview customerId={customer.id} servicePackageId={servicePackageId} />}
      <TextInput
        label="Why"
        name="reason"
        withAsterisk={way === 'end'}
        description={
          held && way === 'now'
            ? 'Needed where what ends was paid for. Stands in the profile and in the record.'
            : 'Stands in the profile and in the record.'
        }
        placeholder="Two days without service"
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}

const SAVE_LABELS = { present: 'Give package', now: 'Start now', end: 'Move the end' } as const;

const ONLINE = {
  present: 'Who is online stays, and gets another speed when it begins.',
  now: 'Who is online gets its speed now, or logs in again by itself.',
  end: 'Who is online is told the new end.',
} as const;

const AT_NEXT_LOGIN =
  'Who is online has it from the next login on: routers are not told (Settings › Disconnecting).';

function describeWay(way: GiftEntry['way'], { servicePackageName, endsAt }: Held, now: number): string {
  const until = endsAt === null ? 'has no end' : `ends ${formatSeen(Date.parse(endsAt), now)}`;
  switch (way) {
    case 'present':
      return `${servicePackageName} ${until}. Nothing of it is lost: where its volume or time online is used up, its days are added to the new one.`;
    case 'now':
      return `In place of ${servicePackageName}, which ends at once: what is left of it is lost. Volume and time online begin anew, and what is queued moves up.`;
    case 'end':
      return `${servicePackageName} ${until}.`;
  }
}

const STEPS = [
  { label: '1 day more', days: 1 },
  { label: '7 days more', days: 7 },
  { label: '30 days more', days: 30 },
] as const;

function EndField({ form }: { readonly form: ReturnType<typeof useEntryForm<GiftEntry>> }) {
  const { endsAt } = form.getValues();
  return (
    <div>
      <TextInput
        type="datetime-local"
        label="New end"
        name="endsAt"
        withAsterisk
        description="By your clock."
        {...form.getInputProps('endsAt')}
      />
      <Group gap={6} mt={8}>
        {STEPS.map(({ label, days }) => (
          <Button
            key={days}
            size="xs"
            variant="default"
            disabled={readLocalTime(endsAt) === null}
            onClick={() => form.setFieldValue('endsAt', movedBy(endsAt, days))}
          >
            {label}
          </Button>
        ))}
      </Group>
    </div>
  );
}
