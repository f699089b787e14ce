import { spawnSync } from 'node:child_process';

/** A command that shows that a foreign program is there, and the Debian package that brings it. */
export type NeededProgram = {
  readonly check: readonly [string, ...string[]];
  readonly debianPackage: string;
};

/**
 * For `describe`'s `skip`: the sentence that says what is missing, `false` where all is there. Where everything was
 * installed beforehand (`CI`), what is missing is no reason to skip: the tests run, and fail.
 */
export function skipWithout(programs: readonly NeededProgram[]): string | false {
  const missing = programs.filter(({ check: [command, ...args] }) => {
    const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
    return error !== undefined || status !== 0;
  });
  if (missing.length === 0 || process.env['CI'] === 'true') return false;
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
  return `not installed: ${packages} (apt-get install --no-install-recommends ${packages})`;
}

export const RADCLIENT: NeededProgram = { check: ['radclient', '-v'], debianPackage: 'freeradius-utils' };
export const FREERADIUS: NeededProgram = {
  check: ['/usr/sbin/freeradius', '-v'],
  debianPackage: 'freeradius',
};
export const PYRAD: NeededProgram = {
  check: ['/usr/bin/python3', '-c', 'import pyrad.client'],
  debianPackage: 'python3-pyrad',
};
