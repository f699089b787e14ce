// Brings a clone to where it can run: packages as the lock file says, the admin app built. Prints the Node to go on
// with, alone on stdout; everything else on stderr. Plain JavaScript, for any Node from 18 on; does nothing twice.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR_MIN = 24;
const LOCK = join(root, '.preparing');
const LOCK_AGE_MAX_MS = 30 * 60_000;

/** Each knows whether it is needed and does it. Adding one is adding a line. */
const steps = [
  { isNeeded: isInstallNeeded, run: install },
  { isNeeded: isAdminBuildNeeded, run: buildAdmin },
];

if (steps.some((step) => step.isNeeded())) {
  withLock(() => {
    for (const step of steps) if (step.isNeeded()) step.run();
  });
}
process.stdout.write(`${findNode()}\n`);

// -- packages -----------------------------------------------------------------------------------------------------

/** Compares what npm noted down after its last install with what the lock file asks for. */
function isInstallNeeded() {
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (!path.startsWith('node_modules/') || entry.link) return false;
    const found = installed[path];
    return found ? found.version !== entry.version : !entry.optional && !entry.peer;
  });
}

function install() {
  say('installing packages; this happens once and takes a minute');
  // No install script is needed, and none of a stranger's runs. A production environment must not leave out the builder.
  const flags = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  // `ci` wants every platform's packages in the lock file; where a registry lacks some, a plain install does the same.
  if (npm(['ci', ...flags]) !== 0 && npm(['install', '--no-save', ...flags]) !== 0) {
    fail('npm could not install the packages (its reason stands above).');
  }
  if (isInstallNeeded())
    fail('npm ended well, yet packages of package-lock.json are missing in node_modules.');
}

function npm(args) {
  const script = process.env.npm_execpath;
  const [file, first] = script && /npm-cli\.c?js$/.test(script) ? [process.execPath, [script]] : ['npm', []];
  const { status, signal, error } = spawnSync(file, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (signal) process.exit(1); // Ctrl-C reached both of us
  if (error) fail(`npm cannot be run (${error.code}); install it, it comes with Node.js.`);
  return status;
}

// -- the admin app ------------------------------------------------------------------------------------------------

/** The stamp in dist says from which state of the sources it was built. */
function isAdminBuildNeeded() {
  const built = readText('apps/admin/dist/.built-from');
  return existsSync(join(root, 'apps/admin/index.html')) && built !== stateOfSources();
}

function buildAdmin() {
  say('building the admin app');
  const state = stateOfSources();
  const [dist, fresh] = [join(root, 'apps/admin/dist'), join(root, 'apps/admin/dist.new')];
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', 'apps/admin', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const { status } = spawnSync(findNode(), args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('the admin app could not be built (the reason stands above).');
  writeFileSync(join(fresh, '.built-from'), state);
  // A server that runs from this folder goes on serving whole files.
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}

function stateOfSources() {
  const sources = ['package-lock.json', 'apps/admin', 'libs/domain/src'].flatMap(listFiles);
  return sources
    .map((path) => `${path} ${statSync(join(root, path)).size} ${statSync(join(root, path)).mtimeMs}\n`)
    .join('');
}

function listFiles(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names
    .filter((name) => !name.startsWith('dist') && name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => listFiles(`${path}/${name}`));
}

// -- which Node ---------------------------------------------------------------------------------------------------

function findNode() {
  const pinned = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) return process.execPath;
  return fail(
    `there is no Node.js ${NODE_MAJOR_MIN} for ${process.platform} on ${process.arch} among the packages; ` +
      `install one yourself (this is ${process.versions.node}).`,
  );
}

// -- one at a time ------------------------------------------------------------------------------------------------

/** A second start at the same moment waits until the first has prepared everything. */
function withLock(work) {
  for (let waited = 0; !takeLock(); waited++) {
    if (waited === 0) say('waiting for another start to finish preparing');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  process.on('exit', () => rmSync(LOCK, { force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  work();
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      fail(`${root} is not prepared yet and cannot be written (${error.code}); run this once as its owner.`);
    }
    if (isAbandoned()) rmSync(LOCK, { force: true });
    return false;
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > LOCK_AGE_MAX_MS) return true;
    const pid = Number(readFileSync(LOCK, 'utf8'));
    return pid > 0 && !isAlive(pid);
  } catch {
    return false; // gone in the meantime
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// -- small things -------------------------------------------------------------------------------------------------

function readText(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

function readJson(path) {
  const text = readText(path);
  return text && JSON.parse(text);
}

function say(text) {
  process.stderr.write(`gatehouse: ${text} …\n`);
}

function fail(sentence) {
  process.stderr.write(`gatehouse: ${sentence}\n`);
  process.exit(1);
}
