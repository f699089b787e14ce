import { Skeleton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { isSignedOut } from '../../api/call-api.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
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
      <PageHead
        path={
          <>
            <Link to="/routers">Routers</Link> ›{' '}
            {nas ? (
              <Link to="/routers/$routerId" params={{ routerId }}>
                {nas.name}
              </Link>
            ) : (
              '…'
            )}
          </>
        }
        title={`Set up ${nas?.name ?? '…'}`}
        facts={
          nas && (
            <>
              <HeadFact>
                <code>{nas.address}</code>
              </HeadFact>
              <HeadFact>
                <VendorLabel id={nas.vendor} />
              </HeadFact>
              <HeadFact>{nas.zoneName ?? 'In no hotspot zone'}</HeadFact>
            </>
          )
        }
      />
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
