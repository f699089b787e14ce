import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { shiftSignIns } from '../operators/shift-sign-ins.ts';
import { shiftOpenSessions } from '../sessions/shift-open-sessions.ts';
import { type Clock, JUMP_MS_MIN } from '../clock/trusted-clock.ts';

export type Confirmed = { readonly stepMs: number; readonly sessions: number };

/**
 * The machine's clock is right: everybody's time is corrected to it. `time` is what the operator saw and confirms.
 * Refused: `clock-agrees`, `clock-changed`.
 */
export async function confirmClock(
  { tx, actor, announce, audit }: Change,
  clock: Clock,
  time: Date,
): Promise<Outcome<Confirmed>> {
  const { jump } = clock;
  if (jump === null) return refuse('clock-agrees');
  const trusted = clock.now();
  const wall = trusted + jump.aheadMs;
  if (Math.abs(wall - time.getTime()) > JUMP_MS_MIN) return refuse('clock-changed');
  const stepMs = Math.round(jump.aheadMs);
  const { id } = await tx
    .insertInto('clock_corrections')
    .values({
      step_ms: stepMs,
      from_time: new Date(trusted),
      to_time: new Date(wall),
      confirmed_by: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const sessions = await shiftOpenSessions(tx, stepMs);
  await shiftSignIns(tx, stepMs);
  announce('clock', [id]);
  await audit({
    action: 'clock.confirm',
    subjectKind: 'clock',
    subjectId: id,
    before: { time: new Date(trusted).toISOString() },
    after: { time: new Date(wall).toISOString(), openSessions: sessions },
  });
  return { stepMs, sessions };
}
