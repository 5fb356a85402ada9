import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createBookkeepers } from './books.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createBookkeepers(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

test('a whole tax number is refused with a sentence, kept nowhere and not sent back', async () => {
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const form = { id: randomUUID(), name: 'Lee Roofing', organization: organization.id };
  for (const number of ['123-45-6789', '123456789', '12-3456789', '1 2 3 4 5']) {
    const answer = await visitor.post('/expenses/payees/new', { ...form, taxNumberLastFour: number });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Enter the last four digits only.');
    expect(answer.text).toContain('Lee Roofing');
    expect(answer.text).not.toContain(number);
    expect(answer.headers.getSetCookie().join('')).not.toContain(number);
  }
  expect(worker.output.join('\n')).not.toMatch(/6789/);
  expect((await visitor.post('/expenses/payees/new', { ...form, taxNumberLastFour: '6789' })).status).toBe(302);
  const { rows } = await database.sql.query(
    'select tax_number_last_four as digits from payees where organization_id = $1',
    [organization.id],
  );
  expect(rows).toEqual([{ digits: '6789' }]);
});
