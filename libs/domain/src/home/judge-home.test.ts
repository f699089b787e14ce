import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '../said/said.ts';
import { type HomeFacts, judgeHome } from './judge-home.ts';

const WELL: HomeFacts = {
  faults: [],
  routers: 4,
  online: 1204,
  onlineBefore: 1190,
  lastHour: { accepted: 300, refused: { 'wrong-password': 12 } },
  refusedInARow: 3,
};
const RED = {
  level: 'red',
  sentence: 'No RADIUS process is alive: nobody can log in.',
  sentenceSaid: said('sentence_nobodyAnswers'),
} as const;
const AMBER = {
  level: 'amber',
  sentence: 'Nothing has been heard from a router.',
  sentenceSaid: said('sentence_routersSilent', { count: 1 }),
  path: '/routers',
} as const;

const situations: [
  situation: string,
  facts: Partial<HomeFacts>,
  state: string,
  sentence: string,
  also: string[],
][] = [
  [
    'a quiet day',
    {},
    'well',
    'All is well: 1,204 online, 3 customers refused in a row in the last hour.',
    [],
  ],
  [
    'one customer refused',
    { refusedInARow: 1 },
    'well',
    'All is well: 1,204 online, 1 customer refused in a row in the last hour.',
    [],
  ],
  [
    'nobody refused',
    { refusedInARow: 0 },
    'well',
    'All is well: 1,204 online, nobody refused in a row in the last hour.',
    [],
  ],
  [
    'nobody online, as on the first day',
    { online: 0, onlineBefore: 0, refusedInARow: 0 },
    'well',
    'All is well: nobody is online, nobody refused in a row in the last hour.',
    [],
  ],
  [
    'no router yet',
    { routers: 0, online: 0, onlineBefore: null },
    'well',
    'RADIUS and the database are well; no router has been added yet.',
    [],
  ],
  [
    'who is online was not counted in time',
    { online: null, refusedInARow: null },
    'well',
    'All is well.',
    [],
  ],
  ['RADIUS down', { faults: [RED, AMBER] }, 'broken', RED.sentence, [AMBER.sentence]],
  ['a router silent', { faults: [AMBER] }, 'look', AMBER.sentence, []],
  [
    'a third of those online are gone within half an hour',
    { online: 800 },
    'look',
    '800 of 1,190 are left online of half an hour ago: look whether a place has lost its power or its line.',
    [],
  ],
  [
    'a quarter of them is no alarm',
    { online: 900 },
    'well',
    'All is well: 900 online, 3 customers refused in a row in the last hour.',
    [],
  ],
  [
    'so few come and go',
    { online: 2, onlineBefore: 19 },
    'well',
    'All is well: 2 online, 3 customers refused in a row in the last hour.',
    [],
  ],
  [
    'more refused than let in',
    { lastHour: { accepted: 10, refused: { 'wrong-password': 20, suspended: 4 } } },
    'look',
    'More logins are refused than let in: 24 of 34 within an hour, 20 of them for “Wrong password”.',
    [],
  ],
  [
    'as many refused as let in',
    { lastHour: { accepted: 24, refused: { suspended: 24 } } },
    'well',
    'All is well: 1,204 online, 3 customers refused in a row in the last hour.',
    [],
  ],
  [
    'few logins, most of them refused',
    { lastHour: { accepted: 0, refused: { suspended: 19 } } },
    'well',
    'All is well: 1,204 online, 3 customers refused in a row in the last hour.',
    [],
  ],
  [
    'all of it at once: the worst first',
    { faults: [RED, AMBER], online: 3, lastHour: { accepted: 0, refused: { 'wrong-password': 200 } } },
    'broken',
    RED.sentence,
    [
      '3 of 1,190 are left online of half an hour ago: look whether a place has lost its power or its line.',
      'More logins are refused than let in: 200 of 200 within an hour, 200 of them for “Wrong password”.',
      AMBER.sentence,
    ],
  ],
  [
    'the system was not heard of in time',
    { faults: null },
    'unknown',
    'How RADIUS, the database and the routers are could not be found out in time.',
    [],
  ],
];

for (const [situation, facts, state, sentence, also] of situations) {
  test(`${situation}: ${sentence}`, () => {
    const verdict = judgeHome({ ...WELL, ...facts });
    assert.deepEqual([verdict.state, verdict.sentence], [state, sentence]);
    assert.deepEqual(
      verdict.also.map((line) => line.sentence),
      also,
    );
  });
}
