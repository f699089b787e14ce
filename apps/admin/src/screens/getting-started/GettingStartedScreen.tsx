import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { BindingHelp } from '../../frame/help/BindingHelp.tsx';
import { HelpLink } from '../../frame/help/HelpLink.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { CustomerForm } from '../customers/CustomerForm.tsx';
import { PackageForm } from '../packages/PackageForm.tsx';
import { RouterForm } from '../routers/RouterForm.tsx';
import classes from './GettingStarted.module.css';
import { nextStep, type Step } from './say-step.ts';
import { StepItem } from './StepItem.tsx';
import { say, show } from './texts.ts';
import { useGettingStarted, useLeaveGettingStarted } from './use-getting-started.ts';

type Form = 'router' | 'package' | 'customer';

/** The path of the first days. What is done shows itself as done; nothing has to be told. */
export function GettingStartedScreen() {
  const { data, error, refetch } = useGettingStarted();
  const may = useMay('nas.change');
  const [form, setForm] = useState<Form | null>(null);
  const close = () => setForm(null);
  if (!may) return <NotForYou />;
  if (data === undefined && error !== null)
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  const next = data && nextStep(data.steps);
  return (
    <div className={classes['page']}>
      <h1>{say('gettingStarted')}</h1>
      <p className={classes['intro']}>{data?.done ? say('allDone') : say('inAnyOrder')}</p>
      {data === undefined && <Skeleton h={320} />}
      <ol>
        {data?.steps.map((step) => (
          <StepItem key={step.step} step={step} isNext={step === next}>
            <StepWays step={step} isNext={step === next} onForm={setForm} />
          </StepItem>
        ))}
      </ol>
      {data && <AtTheEnd left={data.left} />}
      {form === 'router' && <RouterForm onClose={close} />}
      {form === 'package' && <PackageForm onClose={close} />}
      {form === 'customer' && <CustomerForm onClose={close} />}
    </div>
  );
}

type WaysProps = { readonly step: Step; readonly isNext: boolean; readonly onForm: (form: Form) => void };

/** The buttons of a step that is not done. */
function StepWays({ step: { step, state, thingId }, isNext, onForm }: WaysProps) {
  const variant = isNext ? 'filled' : 'default';
  if (step === 'account')
    return (
      <LinkButton to="/settings/my-account" variant={variant}>
        {say('setUpSecondFactor')}
      </LinkButton>
    );
  if (step === 'router' && state === 'begun' && thingId !== null)
    return (
      <LinkButton to="/routers/$routerId/set-up" params={{ routerId: thingId }} variant={variant}>
        {say('scriptAndChecklist')}
      </LinkButton>
    );
  if (step === 'login')
    return (
      <LinkButton to="/access-log" variant={variant}>
        {say('openAccessLog')}
      </LinkButton>
    );
  if (step !== 'customer')
    return (
      <Button variant={variant} onClick={() => onForm(step)}>
        {step === 'router' ? say('addRouter') : say('addPackage')}
      </Button>
    );
  return (
    <>
      {thingId === null ? (
        <Button variant={variant} onClick={() => onForm('customer')}>
          {say('addCustomer')}
        </Button>
      ) : (
        <LinkButton to="/customers/$customerId/devices" params={{ customerId: thingId }} variant={variant}>
          {say('addDevice')}
        </LinkButton>
      )}
      <LinkButton to="/imports" variant="default">
        {say('importCustomers')}
      </LinkButton>
    </>
  );
}

/** Left at any time, and found again under Help. */
function AtTheEnd({ left }: { readonly left: boolean }) {
  const leave = useLeaveGettingStarted();
  const navigate = useNavigate();
  const leaveNow = () => leave.mutate(true, { onSuccess: () => void navigate({ to: '/' }) });
  return (
    <footer className={classes['end']}>
      <p>
        <HelpLink page="getting-started">{say('moreHelp')}</HelpLink>
        {' · '}
        <BindingHelp />
      </p>
      {left ? (
        <p>
          {say('notOnHome')}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => leave.mutate(false)}>
            {say('showOnHome')}
          </Button>
        </p>
      ) : (
        <Button variant="subtle" size="compact-sm" loading={leave.isPending} onClick={leaveNow}>
          {say('leaveNow')}
        </Button>
      )}
    </footer>
  );
}

function NotForYou() {
  return (
    <div className={classes['page']}>
      <h1>{say('gettingStarted')}</h1>
      <p className={classes['intro']}>
        {show('forManagers', {
          home: (words) => <Link to="/">{words}</Link>,
          help: (words) => <HelpLink page="a-customer-calls">{words}</HelpLink>,
        })}
      </p>
    </div>
  );
}
