import { expect, test } from 'vitest';
import { only } from '../../factories/rows.ts';
import { database, setUpTests } from './reviews-setup.ts';

setUpTests();

async function publish(name: string) {
  return only(await database.sql.query('select app.published_first_name($1) as name', [name])).name;
}

test.each([
  ['Ada Lovelace', 'Ada'],
  ['Ada', 'Ada'],
  ['Ada\u00A0Lovelace', 'Ada'],
  ['Ada\u2003Lovelace', 'Ada'],
  ['Anna-Maria Núñez', 'Anna-Maria'],
  ['J. Smith', 'J.'],
  ['J.R. Smith', 'J.R.'],
  ['“Bob” Miller', 'Bob'],
  ['Jane Doe, Realtor®', 'Jane'],
  ['Anna, PhD', 'Anna'],
  ['Schmidt, Anna', 'Anna'],
  ['Schmidt, Dr. Anna', 'Anna'],
  ['van der Berg, Jan', 'Jan'],
  ['Dr. Anna Schmidt', 'Anna'],
  ['Prof. Dr. Anna Schmidt', 'Anna'],
  ['Владимир Иванов', 'Владимир'],
])('of %j the public reads %j', async (name, published) => {
  expect(await publish(name)).toBe(published);
});

test.each([
  'Dr. Schmidt',
  'Dr.',
  'Schmidt,',
  '山田太郎',
  '山田 太郎',
  'やまだ たろう',
  '김민준',
  'ada@example.com',
  'ada@example.com Lovelace',
  'ada.lovelace',
  'Ada_Lovelace',
  'www.example.com',
])('of %j the public reads no part, because its first name cannot be told', async (name) => {
  expect(await publish(name)).toBe('A member');
});
