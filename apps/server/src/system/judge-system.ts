import type { RadiusNode, System } from './system.schemas.ts';

type SystemFacts = Pick<System, 'nodes' | 'nas'>;
type Verdict = Pick<System, 'level' | 'word' | 'sentence'>;

/** The frame's dot: one word, and the sentence behind it. The worst thing speaks. */
export function judgeSystem({ nodes, nas }: SystemFacts): Verdict {
  const answering = nodes.filter(({ state }) => state !== 'silent');
  if (answering.length === 0) {
    return {
      level: 'red',
      word: 'RADIUS down',
      sentence: 'No RADIUS process is alive: nobody can log in. Start it, and look at its log.',
    };
  }
  const silent = nodes.filter(({ state }) => state === 'silent');
  if (silent.length > 0) {
    return {
      level: 'amber',
      word: 'node silent',
      sentence: `${names(silent)} ${silent.length === 1 ? 'gives' : 'give'} no sign of life. It may still be answering logins from what it knew before.`,
    };
  }
  const stale = nodes.filter(({ state }) => state === 'stale');
  if (stale.length > 0) {
    return {
      level: 'amber',
      word: 'node behind',
      sentence: `${names(stale)} cannot follow changes at the moment and answers from what it knew before.`,
    };
  }
  if (nas.broken > 0) {
    return {
      level: 'red',
      word: nas.broken === 1 ? '1 router in trouble' : `${nas.broken} routers in trouble`,
      sentence: 'Logins or accounting do not work there. Routers says what is wrong and what to do.',
    };
  }
  if (nas.silent > 0) {
    return {
      level: 'amber',
      word: nas.silent === 1 ? '1 router silent' : `${nas.silent} routers silent`,
      sentence: 'Nothing has been heard from there. Routers says from which.',
    };
  }
  return { level: 'green', word: 'all well', sentence: 'RADIUS, the database and the routers are all well.' };
}

function names(nodes: readonly RadiusNode[]): string {
  return nodes.map(({ name }) => name).join(', ');
}
