import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeDatabase, schemaDocument } from '../../db/docs.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

test('db/SCHEMA.md says what the database is: run `npm run db:docs` after a change', async () => {
  expect(await readFile(schemaDocument, 'utf8')).toBe(await describeDatabase(database.sql));
});

test('a table that belongs to no module stops the description', async () => {
  await database.sql.query('create table strays (id integer primary key)');
  await expect(describeDatabase(database.sql)).rejects.toThrow('strays');
  await database.sql.query('drop table strays');
});

test('every table, column, check and policy is in it', async () => {
  const description = await describeDatabase(database.sql);
  const { rows } = await database.sql.query<{ text: string }>(
    `select '| ' || column_name || ' | ' as text from information_schema.columns
       join pg_tables on tablename = table_name and schemaname = table_schema where table_schema = 'public'
     union all select '- ' || policyname || ': ' from pg_policies where schemaname = 'public'
     union all select '### ' || tablename from pg_tables where schemaname = 'public'
     union all select '- ' || conname || ': ' from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter(({ text }) => !description.includes(text))).toEqual([]);
});
