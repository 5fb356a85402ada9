import { Client } from 'pg';
import { currentDatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';
import { moneyInvariants } from './money-invariants.ts';

/** A condition that does not hold, with the rows that break it. */
export interface BrokenInvariant {
  invariant: string;
  rows: Record<string, unknown>[];
}

/**
 * Finds what breaks the conditions of money and ownership, as of one moment. Writes nothing.
 * @param sql  connected as the owner, who sees every row; it is in no transaction
 */
export async function verifyMoney(sql: Client): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  await sql.query('begin isolation level repeatable read read only');
  try {
    for (const [invariant, query] of Object.entries(moneyInvariants)) {
      const { rows } = await sql.query<Record<string, unknown>>(query);
      if (rows.length > 0) broken.push({ invariant, rows });
    }
  } finally {
    await sql.query('rollback');
  }
  return broken;
}

// `npm run money:verify`: prints every row that breaks a condition, and fails when there is one.
if (isMainModule(import.meta.url)) {
  const { ownerUrl } = await currentDatabaseUrls();
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const broken = await verifyMoney(client);
    for (const { invariant, rows } of broken) {
      console.log(`Does not hold: ${invariant}.`);
      for (const row of rows) console.log(`  ${JSON.stringify(row)}`);
    }
    const conditions = Object.keys(moneyInvariants).length;
    console.log(
      broken.length === 0
        ? `All ${conditions} conditions hold.`
        : `${broken.length} of ${conditions} conditions do not hold.`,
    );
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}
