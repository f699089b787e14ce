import { Skeleton } from '@mantine/core';
import { reasonLabel } from '../../parts/said/say-said.ts';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { System, SystemHistory } from '../../api/types.ts';
import { describeRouters } from '../../frame/describe-routers.ts';
import { useTruth } from '../../frame/use-truth.ts';
import { FactList } from '../../parts/FactList.tsx';
import { formatVolume } from '../../parts/format/amounts.ts';
import { SpanControl } from '../../parts/overview/OverviewPage.tsx';
import { Plot } from '../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../parts/plot/PlotGroup.tsx';
import { labelDiscard } from './discard-labels.ts';
import { NodeFacts } from './NodeFacts.tsx';
import { plotsOf, plotSpan, reasonLines } from './plots.ts';
import { ReasonList } from './ReasonList.tsx';
import { sayMs } from './say-amounts.ts';
import classes from './System.module.css';
import { say } from './texts.ts';
import { SPANS, useHistory, useSpan } from './use-history.ts';
import { Verdicts } from './Verdicts.tsx';

/** How RADIUS and the database are, and how they were. */
export function SystemScreen() {
  const truth = useTruth();
  const [span, setSpan] = useSpan();
  const history = useHistory(span);
  return (
    <div className={classes['page']}>
      <h1>{say('system')}</h1>
      <Verdicts truth={truth} />
      <div className={classes['span']}>
        <SpanControl value={span} spans={SPANS} onChange={setSpan} />
      </div>
      {history.data ? <History history={history.data} /> : !history.isError && <Skeleton h={420} />}
      {truth.system && <Parts system={truth.system} />}
    </div>
  );
}

function History({ history }: { readonly history: SystemHistory }) {
  const span = useMemo(() => plotSpan(history), [history]);
  const plots = useMemo(() => plotsOf(history), [history]);
  const refusals = useMemo(() => reasonLines(history, 'rejected'), [history]);
  const discards = useMemo(() => reasonLines(history, 'discards'), [history]);
  return (
    <PlotGroup span={span}>
      <div className={classes['plots']}>
        {plots.first.map((plotted) => (
          <Plot key={plotted.title} plotted={plotted} />
        ))}
        <ReasonList
          title={say('refusalsByReason')}
          none={say('nobodyRefused')}
          lines={refusals}
          label={reasonLabel}
          searchFor={(reason) => ({ outcome: 'reject', reason })}
        />
        <ReasonList
          title={say('withoutAnswer')}
          none={say('allAnswered')}
          lines={discards}
          label={labelDiscard}
        />
        {plots.more.map((plotted) => (
          <Plot key={plotted.title} plotted={plotted} />
        ))}
      </div>
    </PlotGroup>
  );
}

function Parts({ system: { nodes, database, nas, version } }: { readonly system: System }) {
  return (
    <>
      <h2 className={classes['title']}>{say('processes')}</h2>
      {nodes.length === 0 && <p className={classes['none']}>{say('noneRunning')}</p>}
      <div className={classes['nodes']}>
        {nodes.map((node) => (
          <NodeFacts key={node.id} node={node} />
        ))}
      </div>
      <h2 className={classes['title']}>{say('databaseAndWeb')}</h2>
      <div className={classes['facts']}>
        <FactList
          facts={[
            [say('database'), `PostgreSQL ${database.version}`],
            [say('answersIn'), sayMs(database.answerMs)],
            [say('size'), formatVolume(database.sizeBytes)],
            [
              say('connections'),
              say('connectionsOf', { used: database.connections, max: database.connectionsMax }),
            ],
            [say('webVersion'), version],
            [
              say('routers'),
              <Link key="routers" to="/routers">
                {describeRouters(nas)}
              </Link>,
            ],
          ]}
        />
      </div>
    </>
  );
}
