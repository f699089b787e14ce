import { Skeleton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { isSignedOut } from '../../api/call-api.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { RouterChecklist } from './RouterChecklist.tsx';
import { RouterKitFile } from './RouterKitFile.tsx';
import classes from './RouterSetUp.module.css';
import { useLinkedRouter } from './use-linked-router.ts';
import { VendorLabel } from './VendorLabel.tsx';

/** What one router is set up with, and whether it does what it should. */
export function RouterSetUpScreen() {
  const { routerId = '' } = useParams({ strict: false });
  const { nas, missing, error, refetch } = useLinkedRouter();
  if (missing) return <NoSuch what="router" />;
  if (!nas && error !== null && !isSignedOut(error)) {
    return <NotRead title="This router could not be read" error={error} onRetry={() => void refetch()} />;
  }
  return (
    <article className={classes['page']}>
      <p className={classes['path']}>
        <Link to="/routers">Routers</Link> ›{' '}
        {nas ? (
          <Link to="/routers/$routerId" params={{ routerId }}>
            {nas.name}
          </Link>
        ) : (
          '…'
        )}
      </p>
      <h1>Set up {nas?.name ?? '…'}</h1>
      {nas && (
        <p className={classes['quiet']}>
          <code>{nas.address}</code> · <VendorLabel id={nas.vendor} /> ·{' '}
          {nas.zoneName ?? 'In no hotspot zone'}
        </p>
      )}
      <div className={classes['columns']}>
        <section aria-labelledby="checklist">
          <h2 id="checklist">Checklist</h2>
          <RouterChecklist routerId={routerId} />
        </section>
        <section aria-labelledby="kit">
          <h2 id="kit">Set-up kit</h2>
          {nas ? <RouterKitFile nas={nas} /> : <Skeleton h={420} />}
        </section>
      </div>
    </article>
  );
}
