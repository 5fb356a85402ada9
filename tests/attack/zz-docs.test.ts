import { writeFile } from 'node:fs/promises';
import { test } from 'vitest';
import { describeDatabase, schemaDocument } from '../../db/docs.ts';
import { createTestDatabase } from '../setup/database.ts';

test('docs', async () => {
  const database = await createTestDatabase();
  await writeFile(schemaDocument, await describeDatabase(database.sql));
  await database.drop();
});
