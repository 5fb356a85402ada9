import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { listQueries } from './list-queries.ts';
import { fillModules } from './module-data.ts';
import { explainAs } from './plans.ts';

// `npm run bench:plans`: plan and cost of each module's list query at 1,000,000 rows in 200 organizations, one table at a
// time. `npm run bench:plans -- 100000` takes that many rows instead.
const rows = Number(process.argv[2] ?? 1_000_000);
const organizations = 200;

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
      const { steps, indexes, cost } = await explainAs(database.asApp, organization.member.tokenHash, query);
      const isExpected = (isNarrow || indexes.includes(index)) && !steps.includes('Seq Scan');
      const verdict = isExpected ? 'ok' : 'NOT AS EXPECTED';
      console.log(
        `${table.padEnd(22)} ${verdict}  cost ${cost.toFixed(1).padStart(9)}  ${steps.join(' < ')}  ${indexes}`,
      );
    }
    await database.drop();
  }
} finally {
  await stopPostgres();
}
