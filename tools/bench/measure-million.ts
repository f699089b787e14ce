import type { LoadGenerator } from './load-generator.ts';
import { measureAll, type Measurement } from './measure.ts';
import { measureStarts, type Starts } from './measure-starts.ts';
import { openHouse } from './house.ts';
import { SCENARIOS } from './scenarios.ts';
import { count } from './tables.ts';
import type { Target } from './target.ts';
import { type BenchUser, lineRows, makeUsers } from './users.ts';

/** Ten times as many customers with two devices each, beside the house of usual size. */
export type Million = {
  readonly starts: Starts;
  /** PAP of both houses, round by round in turn: the usual one first. */
  readonly logins: readonly Measurement[];
};

export async function measureMillion(options: {
  readonly usual: Target;
  readonly customers: number;
  readonly generator: LoadGenerator;
  readonly workFolder: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}): Promise<Million> {
  const { customers, generator, workFolder, say } = options;
  const { file, users } = await makeUsers(generator, {
    folder: workFolder,
    name: 'million',
    first: 0,
    count: customers,
  });
  const house = await openHouse(workFolder);
  try {
    say(`imports ${users.length} customers with two devices each`);
    const rows = lineRows(users, twoMacs);
    const importSeconds = await house.importRows(rows);
    const filled = { customers: users.length, devices: users.length * 2, importSeconds };
    const starts = await measureStarts(house, filled, options);
    const million = {
      ...house.target({ lines: file, guests: file }),
      name: `Gatehouse, ${count(users.length)} customers`,
    };
    const scenarios = SCENARIOS.filter(({ part }) => part === 'pap');
    const logins = await measureAll(scenarios, [options.usual, million], options);
    return { starts: { ...starts, memoryAfter: house.memory() }, logins };
  } finally {
    await house.remove();
  }
}

/** The second device of a customer: in a range where the generator's MACs never are (they begin with 02). */
function twoMacs({ mac }: BenchUser): string[] {
  return [mac, `0A${mac.slice(2)}`];
}
