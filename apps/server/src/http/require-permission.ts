import type { Permission } from '@gatehouse/domain/operators/permissions';
import type { MiddlewareHandler } from 'hono';
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi';
import { z } from 'zod';
import { actorMay } from '../actor.ts';
import { withinReach } from '../db/reach/reach.ts';
import { pendingShape } from '../shapes.ts';
import type { Refused } from '../outcome.ts';
import type { ApiContext, ApiEnv, Caller } from './api-env.ts';
import { errorResponse, errorShape } from './error-response.ts';
import { describeStepUp, refuseStepUp, type StepUp } from './step-up.ts';

/** `public`: anyone; `signed-in`: every role, about oneself; else what the role must hold. */
export type RoutePermission = Permission | 'public' | 'signed-in';

export type RouteDeclaration = {
  readonly permission: RoutePermission;
  /** Body fields that do what another route has a permission for: who sends one needs that permission too. */
  readonly fieldPermissions?: Readonly<Record<string, Permission>>;
  /** Who has not proved who they are in the last minutes does so first. Absent: it is not asked. */
  readonly stepUp?: StepUp;
  /** Reached by a sign-in that is to set up a second factor first, too. */
  readonly beforeSecondFactor?: true;
  readonly summary: string;
  readonly tag: string;
  readonly description?: string;
  /** Status → what it carries; `null` for no body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** Statuses of refusals, beside 400, 401 and 403, which go without saying. */
  readonly refusals?: readonly (404 | 409 | 422 | 429)[];
  /** It takes a body, and nothing is stored. */
  readonly changesNothing?: true;
};

const DECLARATION = Symbol('route declaration');

/**
 * Stands first in every route: says who may call it, with which fields, and what it answers, refuses
 * everyone else (401, 403), and puts the route into the OpenAPI document. No route of the API is without one. What follows finds
 * and changes only what is within the caller's reach.
 */
export function route(declaration: RouteDeclaration): MiddlewareHandler<ApiEnv> {
  const { permission, fieldPermissions, stepUp, beforeSecondFactor = false } = declaration;
  const check: MiddlewareHandler<ApiEnv> = async (c, next) => {
    if (permission === 'public') return withinReach(null, next);
    const { caller } = c.var;
    if (caller === null) return errorResponse(c, { refused: 'not-signed-in' });
    if (caller.isSecondFactorDue && !beforeSecondFactor)
      return errorResponse(c, { refused: 'second-factor-due' });
    const refused = refuseCaller(caller, permission);
    if (refused) return errorResponse(c, refused);
    if (fieldPermissions) {
      const refusedFields = refuseFields(fieldPermissions, await sentFields(c), caller);
      if (refusedFields) return errorResponse(c, refusedFields);
    }
    const unproved = refuseStepUp(stepUp, caller);
    if (unproved) return errorResponse(c, unproved);
    return withinReach(caller.reach, next);
  };
  return Object.assign(check, describeRoute(describe(declaration)), { [DECLARATION]: declaration });
}

function refuseCaller(caller: Caller, permission: Exclude<RoutePermission, 'public'>): Refused | null {
  if (permission === 'signed-in' || holds(caller, permission)) return null;
  const { role } = caller.actor;
  // With everything in reach they could.
  if (role !== null && actorMay(caller.actor, permission, false))
    return {
      refused: 'out-of-reach',
      message: `This concerns the whole house, and you look after a part of it (${permission}).`,
    };
  return { refused: 'not-permitted', message: `Your role may not do this (${permission}).` };
}

/** The names in the JSON body. What is no JSON object has none: the route's own check refuses it. */
async function sentFields(c: ApiContext): Promise<readonly string[]> {
  const sent: unknown = await c.req.json().catch(() => null);
  return typeof sent === 'object' && sent !== null ? Object.keys(sent) : [];
}

function refuseFields(
  needed: Readonly<Record<string, Permission>>,
  sent: readonly string[],
  caller: Caller,
): Refused | null {
  const lacking = Object.entries(needed).filter(
    ([field, permission]) => sent.includes(field) && !holds(caller, permission),
  );
  const [first] = lacking;
  if (first === undefined) return null;
  const [field, permission] = first;
  return {
    refused: 'not-permitted',
    message: `Your role may not set ${field} (${permission}).`,
    fields: Object.fromEntries(
      lacking.map(([name, lacked]) => [
        name,
        { code: 'not-permitted', message: `needs the permission ${lacked}` },
      ]),
    ),
  };
}

function holds({ actor, reach }: Caller, permission: Permission): boolean {
  return actorMay(actor, permission, reach !== null);
}

/** What a handler was declared with; `null` for handlers that are no declaration. */
export function declarationOf(handler: unknown): RouteDeclaration | null {
  if (typeof handler !== 'function' || !(DECLARATION in handler)) return null;
  return handler[DECLARATION] as RouteDeclaration;
}

const REFUSAL_SENTENCES = {
  400: 'The request is not well-formed',
  401: 'Not signed in',
  403: 'The role lacks the permission',
  404: 'There is no such thing',
  409: 'It conflicts with what is stored',
  422: 'Understood, and refused',
  429: 'Too many attempts',
} as const;

function describe({
  permission,
  fieldPermissions,
  stepUp,
  summary,
  tag,
  description,
  answers,
  refusals,
}: RouteDeclaration): DescribeRouteOptions {
  const isPublic = permission === 'public';
  const statuses = [400, ...(isPublic ? [] : ([401, 403] as const)), ...(refusals ?? [])] as const;
  const responses: DescribeRouteOptions['responses'] = {};
  for (const [status, shape] of Object.entries(answers)) {
    responses[status] = {
      description: answerSentence(Number(status)),
      ...(shape && { content: json(shape) }),
    };
  }
  for (const status of statuses) {
    responses[status] = { description: REFUSAL_SENTENCES[status], content: json(errorShape) };
  }
  const extension = {
    'x-permission': permission,
    ...(fieldPermissions && { 'x-field-permissions': fieldPermissions }),
    ...(stepUp && { 'x-step-up': stepUp }),
  };
  const needed = [
    `Permission: \`${permission}\``,
    ...Object.entries(fieldPermissions ?? {}).map(([field, more]) => `with \`${field}\` also \`${more}\``),
  ].join(', ');
  return {
    tags: [tag],
    summary,
    description: [description, needed, describeStepUp(stepUp)].filter(Boolean).join('\n\n'),
    security: isPublic ? [] : [{ token: [] }, { cookie: [] }],
    responses,
    ...extension,
  };
}

function answerSentence(status: number): string {
  if (status === 202) return 'Stored, not yet in force on the RADIUS nodes named';
  if (status === 204) return 'Done';
  return status === 201 ? 'Created, and in force' : 'OK';
}

function json(shape: z.ZodType) {
  return { 'application/json': { schema: resolver(shape) } };
}

/** The answers of a change: in force, or stored with `pendingNodes`. */
export function changeAnswers(status: 200 | 201, shape: z.ZodObject): Record<number, z.ZodType | null> {
  return { [status]: shape, 202: z.intersection(shape, pendingShape) };
}

export const removalAnswers = { 202: pendingShape, 204: null } as const;
