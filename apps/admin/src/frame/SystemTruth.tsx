import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import type { RadiusNode, System } from '../api/types.ts';
import { type Fact, FactList } from '../parts/FactList.tsx';
import { type Meaning, StateMark } from '../parts/StateMark.tsx';
import type { Truth } from './use-truth.ts';

const NODE_STATES: Readonly<Record<RadiusNode['state'], { meaning: Meaning; word: string }>> = {
  ok: { meaning: 'green', word: 'Answering' },
  stale: { meaning: 'amber', word: 'Behind' },
  silent: { meaning: 'red', word: 'Silent' },
};

/** What stands behind the dot. */
export function SystemTruth({ truth }: { readonly truth: Truth }) {
  const { system, sentence } = truth;
  return (
    <>
      <p style={{ margin: '0 0 8px', fontWeight: 550 }}>{sentence}</p>
      {system && <FactList facts={systemFacts(system)} />}
    </>
  );
}

function systemFacts({ nodes, database, nas, version }: System): readonly Fact[] {
  const routers =
    nas.silent === 0 ? formatCount(nas.total, 'router') : `${nas.silent} of ${nas.total} silent`;
  return [
    ...nodes.map(({ name, state }): Fact => {
      const { meaning, word } = NODE_STATES[state];
      return [
        `RADIUS ${name}`,
        <StateMark key={name} meaning={meaning}>
          {word}
        </StateMark>,
      ];
    }),
    [
      'Database',
      <StateMark key="db" meaning={database.ok ? 'green' : 'red'}>
        {database.ok ? `PostgreSQL ${database.version}` : 'Away'}
      </StateMark>,
    ],
    [
      'Routers',
      <Link key="r" to="/routers">
        {routers}
      </Link>,
    ],
    ['Version', version],
  ];
}
