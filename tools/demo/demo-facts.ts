import { readFile, rename, writeFile } from 'node:fs/promises';

/** What is random about a demo. Kept beside its data, readable by its owner only: the simulator needs it too. */
export type DemoFacts = {
  readonly seed: number;
  readonly passwordSeed: number;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  /** One per router. */
  readonly nasSecrets: readonly string[];
  /** Vouchers that nobody had redeemed when the demo was made. */
  readonly voucherCodes?: readonly string[];
  readonly operator: { readonly username: string; readonly password: string };
};

export async function readDemoFacts(file: string): Promise<DemoFacts | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoFacts;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function writeDemoFacts(file: string, facts: DemoFacts): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
