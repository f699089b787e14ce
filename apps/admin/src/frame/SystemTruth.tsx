import { Link } from '@tanstack/react-router';
import type { System } from '../api/types.ts';
import { type Fact, FactList } from '../parts/FactList.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { describeRouters } from './describe-routers.ts';
import { NodeState } from './NodeState.tsx';
import type { Truth } from './use-truth.ts';
import { say } from './texts.ts';

/** What stands behind the dot. */
export function SystemTruth({ truth, onLeave }: { readonly truth: Truth; readonly onLeave: () => void }) {
  const { system, sentence } = truth;
  const more = (system?.verdicts.length ?? 0) - 1;
  return (
    <>
      <p style={{ margin: '0 0 8px', fontWeight: 550 }}>{sentence}</p>
      {system && <FactList facts={systemFacts(system)} />}
      <p style={{ margin: '8px 0 0' }}>
        <Link to="/system" onClick={onLeave}>
          {more > 0 ? say('openSystemMore', { count: more }) : say('openSystem')}
        </Link>
      </p>
    </>
  );
}

function systemFacts({ nodes, database, nas, version }: System): readonly Fact[] {
  return [
    ...nodes.map((node): Fact => [`RADIUS ${node.name}`, <NodeState key={node.id} node={node} />]),
    [
      say('database'),
      <StateMark key="db" meaning={database.ok ? 'green' : 'red'}>
        {database.ok ? `PostgreSQL ${database.version}` : say('away')}
      </StateMark>,
    ],
    [
      say('routers'),
      <Link key="r" to="/routers">
        {describeRouters(nas)}
      </Link>,
    ],
    [say('version'), version],
  ];
}
