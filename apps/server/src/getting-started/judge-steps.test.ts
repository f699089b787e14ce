import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BeginningFacts, judgeSteps } from './judge-steps.ts';

const NOTHING: BeginningFacts = {
  secondFactor: false,
  silentRouterId: null,
  routerHeard: false,
  hasPackage: false,
  hasDevice: false,
  customerId: null,
  letIn: false,
};
const told = (facts: Partial<BeginningFacts>): string =>
  judgeSteps({ ...NOTHING, ...facts })
    .steps.map(({ step, state, thingId }) => [step, state, thingId].filter(Boolean).join(' '))
    .join(', ');

test('a new house has everything before it but the account, which is there and has no second factor', () => {
  assert.equal(told({}), 'account begun, router open, package open, customer open, login open');
});

test('a router is done when it is heard, and begun while it is only written down', () => {
  assert.match(told({ silentRouterId: '3' }), /router begun 3/);
  assert.match(told({ silentRouterId: '3', routerHeard: true }), /router done,/);
});

test('a customer is done with a device, whoever registered it', () => {
  assert.match(told({ customerId: '9' }), /customer begun 9/);
  assert.match(told({ customerId: '9', hasDevice: true }), /customer done/);
});

test('the path ends without a second factor, and not without a login', () => {
  const all = { routerHeard: true, hasPackage: true, hasDevice: true, customerId: '1' };
  assert.equal(judgeSteps({ ...NOTHING, ...all }).done, false);
  assert.equal(judgeSteps({ ...NOTHING, ...all, letIn: true }).done, true);
});
