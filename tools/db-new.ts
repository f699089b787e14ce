// db-new.ts NAME: makes the next numbered migration. Released ones are never changed.
import { readdir, writeFile } from 'node:fs/promises';

const folder = new URL('../apps/server/migrations/', import.meta.url);
const name = process.argv[2] ?? '';

if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  const count = (await readdir(folder)).filter((file) => file.endsWith('.sql')).length;
  const file = `${String(count + 1).padStart(4, '0')}-${name}.sql`;
  await writeFile(new URL(file, folder), `-- ${name.replaceAll('-', ' ')}\n`, { flag: 'wx' });
  process.stdout.write(
    `apps/server/migrations/${file}; then describe its tables in apps/server/src/db/schema.ts\n`,
  );
} else {
  process.stderr.write('Usage: npm run db:new what-it-does (small letters, digits and hyphens)\n');
  process.exitCode = 1;
}
