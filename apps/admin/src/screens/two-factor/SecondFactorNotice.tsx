import { useMe } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import classes from '../../frame/Notices.module.css';

/** The role needs a second factor, and there are a few sign-ins left to set one up. */
export function SecondFactorNotice() {
  const left = useMe().data?.secondFactor?.signInsLeft ?? null;
  if (left === null) return null;
  return (
    <section className={classes['notice']} data-meaning="amber">
      <p>
        <b>Your role needs a second factor.</b> {whenDue(left)} Setting it up takes a minute and a telephone.
      </p>
      <LinkButton to="/settings/my-account" size="compact-sm" variant="default">
        Set it up
      </LinkButton>
    </section>
  );
}

function whenDue(left: number): string {
  if (left === 0) return 'At your next sign-in you set one up before anything else.';
  return `After ${left === 1 ? 'one more sign-in' : `${left} more sign-ins`} you set one up before anything else.`;
}
