import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { findDrift } from '../../db/drift.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside the project, where the schema finds its packages.
const folder = await mkdtemp(join(root, 'node_modules', '.drift-'));

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The schema with more in it. */
async function writeSchema(name: string, addition: string): Promise<string> {
  const file = join(folder, `${name}.ts`);
  await writeFile(file, `export * from '../../db/schema/index.ts';\n${addition}\n`);
  return relative(root, file);
}

test('the migrations make what the schema code says', async () => {
  expect(await findDrift()).toEqual([]);
});

test('a table that no migration makes is named', async () => {
  const schema = await writeSchema(
    'more',
    `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const probes = pgTable('probes', { name: text() });`,
  );
  expect(await findDrift(schema)).toEqual([expect.stringContaining('CREATE TABLE "probes"')]);
});

test('a schema that cannot be read is no agreement', async () => {
  const schema = await writeSchema('broken', `throw new Error('broken');`);
  expect(await findDrift(schema)).toEqual([expect.stringContaining('did not answer')]);
});
