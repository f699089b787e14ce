import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './Home.module.css';
import { useCount } from './use-count.ts';

/** What a new Gatehouse needs, until it has it. */
export function FirstSteps() {
  const routers = useCount('nas', '/nas');
  const customers = useCount('customers', '/customers');
  const attempts = useCount('attempts', '/attempts');
  const steps = [
    {
      to: '/routers',
      label: 'Add a router',
      text: 'Its address and the secret it shares with us.',
      done: routers,
    },
    {
      to: '/customers',
      label: 'Add a customer',
      text: 'Name, username, password, and their device.',
      done: customers,
    },
    {
      to: '/access-log',
      label: 'See a login',
      text: 'Set the router up by its script, and log in.',
      done: attempts,
    },
  ] as const;
  const unknown = routers === undefined || customers === undefined;
  if (unknown || (routers > 0 && customers > 0)) return null;
  return (
    <section className={classes['steps']}>
      <h2>First steps</h2>
      <ol>
        {steps.map(({ to, label, text, done }) => (
          <li key={to} data-done={Boolean(done) || undefined}>
            {done ? (
              <IconCircleCheckFilled size={20} aria-label="Done" />
            ) : (
              <IconCircle size={20} stroke={1.5} aria-hidden />
            )}
            <Link to={to}>{label}</Link>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
