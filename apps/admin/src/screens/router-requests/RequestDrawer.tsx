import {
  REQUEST_KIND_LABELS,
  REQUEST_REASON_LABELS,
} from '@gatehouse/domain/dynamic-authorization/request-words';
import type { RouterRequest } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { RequestResult } from './RequestResult.tsx';
import classes from './RouterRequests.module.css';

type Props = { readonly request: RouterRequest; readonly onClose: () => void };

/** One request to a router: what came of it, what helps, and how it was asked. */
export function RequestDrawer({ request, onClose }: Props) {
  return (
    <SideSheet title={REQUEST_KIND_LABELS[request.kind]} onClose={onClose}>
      <div className={classes['drawer']}>
        <RequestResult request={request} />
      </div>
      <FactList facts={requestFacts(request)} />
    </SideSheet>
  );
}

function requestFacts(request: RouterRequest): readonly Fact[] {
  const { kind, lastsUntil, keepsEnd, servicePackageName, mac, finishedAt } = request;
  const facts: Fact[] = [
    ['Customer', request.customerName ?? request.username],
    ['Router', request.nas?.name ?? null],
    ['MAC address', mac === null ? null : <MacAddress key="m" mac={mac} />],
    ['Calling-Station-Id', request.callingStationId ? <code key="c">{request.callingStationId}</code> : null],
    ['Acct-Session-Id', <code key="s">{request.acctSessionId}</code>],
    ['Why', REQUEST_REASON_LABELS[request.reason]],
    ['Asked by', request.requestedBy],
    ['Asked', <RelativeTime key="r" at={request.requestedAt} />],
    ['Finished', <RelativeTime key="f" at={finishedAt} never="Not yet" />],
    ['Packets sent', String(request.tries)],
  ];
  if (servicePackageName !== null) {
    facts.push([kind === 'coa' ? 'New speed of' : 'Begins', servicePackageName]);
  }
  if (kind === 'coa' && !keepsEnd) {
    facts.push(['New end', lastsUntil === null ? 'None' : <RelativeTime key="l" at={lastsUntil} />]);
  }
  return facts;
}
