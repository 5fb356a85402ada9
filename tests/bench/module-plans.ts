import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { listQueries } from './list-queries.ts';
import { fillModules } from './module-data.ts';
import { explainAs } from './plans.ts';

/** The plan of one list query. */
interface FoundPlan {
  table: string;
  isExpected: boolean;
  cost: number;
  steps: string[];
  indexes: string[];
}

const organizations = 200;

/**
 * `npm run bench -- plans`: plan and cost of each module's list query at so many rows in 200 organizations, one table at a
 * time.
 */
export async function benchPlans({ json, rows }: { json: boolean; rows: number }): Promise<void> {
  const found: FoundPlan[] = [];
  const stopPostgres = await startTemplatePostgres();
  try {
    for (const table of new Set(listQueries.map((list) => list.table))) {
      const database = await createTestDatabase();
      const organization = await fillModules(database, {
        organizations,
        rowsEach: rows / organizations,
        tables: [table],
      });
      for (const { query, index, isNarrow } of listQueries.filter((list) => list.table === table)) {
        const plan = await explainAs(database.asApp, organization.member.tokenHash, query);
        const isExpected = (isNarrow || plan.indexes.includes(index)) && !plan.steps.includes('Seq Scan');
        found.push({ table, isExpected, ...plan });
        if (!json) print({ table, isExpected, ...plan });
      }
      await database.drop();
    }
  } finally {
    await stopPostgres();
  }
  if (json) console.log(JSON.stringify(found, null, 2));
}

function print({ table, isExpected, cost, steps, indexes }: FoundPlan) {
  const verdict = isExpected ? 'ok' : 'NOT AS EXPECTED';
  console.log(`${table.padEnd(22)} ${verdict}  cost ${cost.toFixed(1).padStart(9)}  ${steps.join(' < ')}  ${indexes}`);
}
