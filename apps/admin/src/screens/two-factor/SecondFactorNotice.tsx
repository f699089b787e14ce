import { useMe } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import classes from '../../frame/Notices.module.css';
import { say } from './texts.ts';

/** The role needs a second factor, and there are a few sign-ins left to set one up. */
export function SecondFactorNotice() {
  const left = useMe().data?.secondFactor?.signInsLeft ?? null;
  if (left === null) return null;
  return (
    <section className={classes['notice']} data-meaning="amber">
      <p>
        <b>{say('roleNeeds')}</b> {whenDue(left)} {say('takesAMinute')}
      </p>
      <LinkButton to="/settings/my-account" size="compact-sm" variant="default">
        {say('setItUp')}
      </LinkButton>
    </section>
  );
}

function whenDue(left: number): string {
  if (left === 0) return say('dueNext');
  return say('dueAfter', { count: left });
}
