import { saySaid } from '../../parts/said/say-said.ts';
import { isUnderWay } from '@gatehouse/domain/dynamic-authorization/request-words';
import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import type { RouterRequest } from '../../api/types.ts';
import { RequestState } from './RequestState.tsx';
import classes from './RouterRequests.module.css';
import { say } from './texts.ts';
import { useRouterRequest } from './use-router-request.ts';

type Props = {
  readonly request: RouterRequest;
  /** Told once the router has answered, or will not. */
  readonly onFinished?: (request: RouterRequest) => void;
};

/** What came of a request, in words, with the way out; follows it while it is under way. */
export function RequestResult({ request: asked, onFinished }: Props) {
  const request = useRouterRequest(asked);
  const underWay = isUnderWay(request.state);
  useEffect(() => {
    if (!underWay) onFinished?.(request);
  }, [underWay, request, onFinished]);
  return (
    <div className={classes['result']}>
      <p className={classes['mark']}>
        {underWay && <Loader size={14} aria-hidden />}
        <RequestState state={request.state} />
      </p>
      <p>{saySaid(request.explanationSaid, request.explanation)}</p>
      {underWay && <p className={classes['detail']}>{say('goesOn')}</p>}
      {request.wayOut !== null && request.wayOutSaid !== null && (
        <p className={classes['wayOut']}>{saySaid(request.wayOutSaid, request.wayOut)}</p>
      )}
      {request.errorCause !== null && (
        <p className={classes['detail']}>
          <bdi dir="ltr">
            Error-Cause {request.errorCause.code} {request.errorCause.name}
          </bdi>
        </p>
      )}
    </div>
  );
}
