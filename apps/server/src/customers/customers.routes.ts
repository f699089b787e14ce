import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { isRefused } from '../outcome.ts';
import { addCustomer } from './add-customer.ts';
import { changeCustomer } from './change-customer.ts';
import { findLoginFaults } from './customer-fields.ts';
import { findCustomer, listCustomers } from './customers.queries.ts';
import {
  addCustomerInput,
  changeCustomerInput,
  customerFilters,
  customerShape,
  customerSorts,
  customersShape,
  networkPasswordShape,
  passwordProposalShape,
} from './customers.schemas.ts';
import { showPassword } from './show-password.ts';

const tag = 'Customers';
const GIVES_A_PACKAGE = { servicePackageId: 'subscriptions.add' } as const;

export function customersRoutes({ db, secretBox, randomBytes }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/customers',
      route({
        tag,
        permission: 'customers.read',
        summary: 'List customers',
        description:
          '`search` finds any part of a name, a username, a telephone number, an e-mail address, or of the MAC of one of their devices.',
        answers: { 200: customersShape },
      }),
      query(listQuery(customerSorts, 'name', customerFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listCustomers(db, list, filters), 200);
      },
    )
    .post(
      '/customers',
      route({
        tag,
        permission: 'customers.add',
        fieldPermissions: GIVES_A_PACKAGE,
        summary: 'Add a customer; a package given starts now',
        answers: changeAnswers(201, customerShape),
        refusals: [409, 422],
      }),
      body(addCustomerInput, (sent) => findLoginFaults(db, sent, null)),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => addCustomer(change, secretBox, input));
        return answerChange(c, 201, changed, (customer) => customer);
      },
    )
    .get(
      '/customers/:id',
      route({
        tag,
        permission: 'customers.read',
        summary: 'One customer',
        answers: { 200: customerShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const customer = id === null ? null : await findCustomer(db, id);
        return customer === null ? errorResponse(c, { refused: 'not-found' }) : c.json(customer, 200);
      },
    )
    .patch(
      '/customers/:id',
      route({
        tag,
        permission: 'customers.change',
        fieldPermissions: GIVES_A_PACKAGE,
        summary: 'Change a customer; `null` means: inherit',
        answers: changeAnswers(200, customerShape),
        refusals: [404, 409, 422],
      }),
      body(changeCustomerInput, (sent, id) => findLoginFaults(db, sent, id)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          changeCustomer(change, secretBox, id, input),
        );
        return answerChange(c, 200, changed, (customer) => customer);
      },
    )
    .get(
      '/customers/:id/password',
      route({
        tag,
        permission: 'passwords.show',
        stepUp: 'always',
        summary: 'The network password in clear; who looked is recorded',
        answers: { 200: networkPasswordShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { value } = await applyChange(db, actorOf(c), (change) => showPassword(change, secretBox, id));
        return isRefused(value) ? errorResponse(c, value) : c.json(value, 200);
      },
    )
    .get(
      '/password-proposal',
      route({
        tag,
        permission: 'customers.add',
        summary: 'A strong network password that can be read over the telephone',
        answers: { 200: passwordProposalShape },
      }),
      (c) => c.json({ password: proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES)) }, 200),
    );
}
