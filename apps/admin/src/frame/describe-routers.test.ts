import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRouters } from './describe-routers.ts';

const well = { total: 4, silent: 0, broken: 0, look: 0, unknown: 0 };

test('says that all routers are well, or that there is none', () => {
  assert.equal(describeRouters(well), '4, all well');
  assert.equal(describeRouters({ ...well, total: 0 }), 'None yet');
});

test('counts every router that needs a look, for whatever reason, and who asks unknown beside them', () => {
  assert.equal(describeRouters({ ...well, look: 1 }), '1 of 4 needs a look');
  assert.equal(
    describeRouters({ ...well, silent: 1, broken: 1, look: 1, unknown: 2 }),
    '3 of 4 need a look; 2 unknown addresses asked',
  );
});
