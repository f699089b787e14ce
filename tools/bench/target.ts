import type { TargetId } from './scenarios.ts';

export const SECRET = 'testing123'; // what the generator, FreeRADIUS's stock clients and the C responder expect

/** A server that is asked: its ports, its processes, and the users that it knows. */
export type Target = {
  readonly id: TargetId;
  readonly name: string;
  readonly authPort: number;
  readonly acctPort: number;
  /** Files for the generator's `--csv`. */
  readonly users: { readonly lines: string; readonly guests: string };
  /** What the generator is told beside the load. */
  readonly loadArgs: readonly string[];
  readonly serverPid: number;
  readonly databasePid: number | null;
  /** The processes that it consists of, without their descendants. */
  readonly roots: readonly number[];
  /** Makes each run begin alike. */
  prepare(): Promise<void>;
};
