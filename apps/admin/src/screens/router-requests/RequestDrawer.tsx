import type { RouterRequest } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { RequestResult } from './RequestResult.tsx';
import classes from './RouterRequests.module.css';
import { say } from './texts.ts';

type Props = { readonly request: RouterRequest; readonly onClose: () => void };

/** One request to a router: what came of it, what helps, and how it was asked. */
export function RequestDrawer({ request, onClose }: Props) {
  return (
    <SideSheet title={say(`kind_${request.kind}`)} onClose={onClose}>
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
    [say('customer'), request.customerName ?? request.username],
    [say('router'), request.nas?.name ?? null],
    [say('macAddress'), mac === null ? null : <MacAddress key="m" mac={mac} />],
    ['Calling-Station-Id', request.callingStationId ? <code key="c">{request.callingStationId}</code> : null],
    ['Acct-Session-Id', <code key="s">{request.acctSessionId}</code>],
    [say('why'), say(`reason_${request.reason}`)],
    [say('askedBy'), request.requestedBy],
    [say('asked'), <RelativeTime key="r" at={request.requestedAt} />],
    [say('finished'), <RelativeTime key="f" at={finishedAt} never={say('notYet')} />],
    [say('packetsSent'), formatNumber(request.tries)],
  ];
  if (servicePackageName !== null) {
    facts.push([say(kind === 'coa' ? 'newSpeedOf' : 'begins'), servicePackageName]);
  }
  if (kind === 'coa' && !keepsEnd) {
    facts.push([say('newEnd'), lastsUntil === null ? say('none') : <RelativeTime key="l" at={lastsUntil} />]);
  }
  return facts;
}
