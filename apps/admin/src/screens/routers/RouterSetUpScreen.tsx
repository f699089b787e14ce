import { Skeleton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { isSignedOut } from '../../api/call-api.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import { RouterChecklist } from './RouterChecklist.tsx';
import { RouterKitFile } from './RouterKitFile.tsx';
import classes from './RouterSetUp.module.css';
import { say } from './texts.ts';
import { useLinkedRouter } from './use-linked-router.ts';
import { VendorLabel } from './VendorLabel.tsx';

/** What one router is set up with, and whether it does what it should. */
export function RouterSetUpScreen() {
  const { routerId = '' } = useParams({ strict: false });
  const { nas, missing, error, refetch } = useLinkedRouter();
  if (missing) return <NoSuch what={say('noun')} />;
  if (!nas && error !== null && !isSignedOut(error)) {
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <article className={classes['page']}>
      <PageHead
        path={
          <>
            <Link to="/routers">{say('routers')}</Link> ›{' '}
            {nas ? (
              <Link to="/routers/$routerId" params={{ routerId }}>
                {nas.name}
              </Link>
            ) : (
              '…'
            )}
          </>
        }
        title={say('setUpNamed', { name: nas?.name ?? '…' })}
        facts={
          nas && (
            <>
              <HeadFact>
                <code dir="ltr">{nas.address}</code>
              </HeadFact>
              <HeadFact>
                <VendorLabel id={nas.vendor} />
              </HeadFact>
              <HeadFact>{nas.zoneName ?? say('inNoZone')}</HeadFact>
            </>
          )
        }
      />
      <div className={classes['columns']}>
        <section aria-labelledby="checklist">
          <h2 id="checklist">{say('checklist')}</h2>
          <RouterChecklist routerId={routerId} />
        </section>
        <section aria-labelledby="kit">
          <h2 id="kit">{say('kit')}</h2>
          {nas ? <RouterKitFile nas={nas} /> : <Skeleton h={420} />}
        </section>
      </div>
    </article>
  );
}
