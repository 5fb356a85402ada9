import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { catalogChecks } from './catalog-checks.ts';
import { describeDatabase, schemaDocument } from './docs.ts';
import { findDrift } from './drift.ts';
import { startPostgres } from './local/postgres.ts';
import { migrateDatabase } from './migrate.ts';
import { seedDatabase } from './seed/seed.ts';

// `npm run db:verify` checks that schema code, migrations, database and documentation agree, on an empty Postgres of its own.

interface Finding {
  check: string;
  /** Description of the fault; nothing when the check passes. */
  faults: string[];
}

async function runChecks(sql: Client): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { rule, query, exceptions } of catalogChecks) {
    const { rows } = await sql.query<{ name: string }>(query);
    findings.push({ check: rule, faults: rows.map(({ name }) => name).filter((name) => !(name in exceptions)) });
  }
  return findings;
}

async function countRows(sql: Client): Promise<{ name: string; rows: number }[]> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const counts = tables.map(
    ({ name }) =>
      `select ${sql.escapeLiteral(name)} as name, count(*)::integer as rows from ${sql.escapeIdentifier(name)}`,
  );
  return (await sql.query<{ name: string; rows: number }>(`${counts.join(' union all ')} order by 1`)).rows;
}

const directory = await mkdtemp(join(tmpdir(), 'lotline-verify-'));
const findings: Finding[] = [];
try {
  // When this is root, Postgres runs as another user, who has to get in.
  await chmod(directory, 0o755);
  findings.push({ check: 'schema code and migrations agree', faults: await findDrift() });
  const postgres = await startPostgres({
    dataDirectory: join(directory, 'data'),
    durable: false,
    log: () => {},
  });
  try {
    const { migrations, rules } = await migrateDatabase(postgres);
    findings.push({ check: `${migrations.length} migrations and ${rules.length} rules apply from zero`, faults: [] });
    const again = await migrateDatabase(postgres);
    findings.push({ check: 'a second run changes nothing', faults: [...again.migrations, ...again.rules] });
    await seedDatabase(postgres.ownerUrl);
    const sql = new Client({ connectionString: postgres.ownerUrl });
    await sql.connect();
    try {
      findings.push(...(await runChecks(sql)));
      const isCurrent = (await readFile(schemaDocument, 'utf8')) === (await describeDatabase(sql));
      findings.push({ check: 'db/SCHEMA.md is current', faults: isCurrent ? [] : ['run `npm run db:docs`'] });
      console.table(Object.fromEntries((await countRows(sql)).map(({ name, rows }) => [name, { rows }])));
    } finally {
      await sql.end();
    }
  } finally {
    await postgres.stop();
  }
} catch (error) {
  findings.push({ check: 'the run itself', faults: [error instanceof Error ? error.message : String(error)] });
} finally {
  await rm(directory, { recursive: true, force: true });
}

for (const { check, faults } of findings) {
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAULT '} ${check}`);
  for (const fault of faults) console.log(`         ${fault}`);
}
process.exitCode = findings.every(({ faults }) => faults.length === 0) ? 0 : 1;
