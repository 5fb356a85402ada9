import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { contract } from './contract.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** The columns of each index of a table, for indexes of plain columns over all rows. */
async function indexesOf(table: string): Promise<{ columns: string[]; isUnique: boolean }[]> {
  const { rows } = await database.sql.query<{ columns: string[]; isUnique: boolean }>(
    `select array(select a.attname::text from unnest(i.indkey) with ordinality as key (number, position)
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = key.number order by key.position) as columns,
       i.indisunique as "isUnique"
     from pg_index i
     where i.indrelid = $1::regclass and i.indpred is null and i.indexprs is null and i.indisvalid`,
    [`public.${table}`],
  );
  return rows;
}

test('every table and view of the contract exists', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...contract.relations]));
});

test.each(Object.entries(contract.columns))('%s has the columns of the contract', async (table, columns) => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select column_name::text as name from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
});

test.each(contract.uniqueKeys)('$table is unique by $columns', async ({ table, columns }) => {
  const unique = (await indexesOf(table)).filter(({ isUnique }) => isUnique);
  expect(unique.map((index) => index.columns.toSorted())).toContainEqual([...columns].toSorted());
});

test.each(contract.indexes)('$table has an index on $columns', async ({ table, columns }) => {
  expect((await indexesOf(table)).map((index) => index.columns)).toContainEqual([...columns]);
});

test.each(contract.tablesWithTenantPolicies)('%s carries the two tenant policies', async (table) => {
  const { rows } = await database.sql.query<{ name: string; using: string | null; check: string | null }>(
    `select policyname::text as name, qual as using, with_check as check from pg_policies
     where schemaname = 'public' and tablename = $1 and policyname like 'tenant\\_isolation\\_%' order by policyname`,
    [table],
  );
  const comparesWithTheSetting = expect.stringMatching(
    /organization_id = \( SELECT .*current_setting\('app\.current_org_id'::text, true\)/,
  );
  expect(rows).toEqual([
    { name: `tenant_isolation_${table}`, using: comparesWithTheSetting, check: null },
    { name: `tenant_isolation_${table}_insert`, using: null, check: comparesWithTheSetting },
  ]);
});

test.each(Object.entries(contract.enums))('%s has exactly the values of the contract', async (name, values) => {
  const { found } = only(
    await database.sql.query<{ found: string[] }>(
      `select array_agg(enumlabel::text order by enumsortorder) as found from pg_enum where enumtypid = $1::regtype`,
      [`public.${name}`],
    ),
  );
  expect(found).toEqual(values);
});

test('published reviews show what the contract allows and nothing else', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select column_name::text as name from information_schema.columns
     where table_schema = 'public' and table_name = 'published_reviews' order by ordinal_position`,
  );
  expect(rows.map(({ name }) => name)).toEqual(contract.publishedReviewColumns);
});

/** Names that other systems give to what is theirs. */
const foreignIds = 'subject|external|credential|external_post|provider_message|quickbooks|nces|district|bank';

test('money is integer cents and every id a uuid', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select table_name || '.' || column_name || ' ' || data_type as name from information_schema.columns
     join pg_tables on schemaname = table_schema and tablename = table_name
     where table_schema = 'public' and (
       (column_name ~ '(^|_)(price|total|subtotal|credit|amount|income|tax|budget|rent)($|_)'
         and column_name !~ '_(id|model|year|rate|pct|distribution|last_four|share)$' and data_type not in ('integer', 'bigint'))
       or (column_name ~ '(^|_)id$' and column_name !~ '^(${foreignIds})_id$' and data_type <> 'uuid')
       -- A time of a clock, beside its zone.
       or (data_type = 'timestamp without time zone' and column_name <> 'scheduled_local'))
     order by 1`,
  );
  expect(rows).toEqual([]);
});
