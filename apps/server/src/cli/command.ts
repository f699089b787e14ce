import { dataOptions, type Environment } from '../config.ts';

/** What a command may touch of the machine it runs on. */
export type Terminal = {
  readonly environment: Environment;
  /** The answer, for people and programs: one line. */
  print(line: string): void;
  /** Progress and remarks, on stderr. */
  remark(line: string): void;
};

/** `run` gets the words behind the command's name and returns the exit code; a `Refusal` is printed and exits 1. */
export type CommandModule = {
  run(args: readonly string[], terminal: Terminal): Promise<number>;
};

export type Command = {
  readonly name: string;
  /** As the help shows it: `token create --name N --role R`. One entry per line. */
  readonly usage: readonly string[];
  readonly summary: string;
  /** Loaded when it is called: a command does not wait for the others' libraries. */
  load(): Promise<CommandModule>;
};

/** Of every command that changes something: `--why` stands on the record beside what was done. */
export const changeOptions = { ...dataOptions, why: { type: 'string' } } as const;
