import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findBrokenInvariants } from '../factories/invariants.ts';
import { createOrganizations, createPlatformAdmin, type TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { startTestWorker } from '../setup/worker.ts';
import { soakCampaigns } from './campaigns.ts';
import {
  type Actor,
  administer,
  ask,
  browse,
  buy,
  decide,
  type Journey,
  manage,
  overreach,
  plan,
  use,
} from './journeys.ts';
import { soakMoney } from './money.ts';

// `npm run soak -- --money`: random sequences of what happens to money (money.ts). `npm run soak -- --campaigns`: an email to 10,000 people
// while everything breaks at 200 points (campaigns.ts); `--recipients 2000 --points 100` is a shorter run, `--seed` repeats one.
// `npm run soak -- --minutes 10`: people of many organizations at once, on the built Worker. It fails when somebody got an answer that was
// not their own doing or saw another organization, when memory or connections grow, or when an invariant does not hold at the end.

const organizationCount = 20;
const peopleAtOnce = 8;
const samplePauseInMilliseconds = 5_000;
/** By how much the later half of the run may use more memory than the earlier, once it has warmed up. */
const tolerableGrowth = 1.2;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    money: { type: 'boolean', default: false },
    campaigns: { type: 'boolean', default: false },
    recipients: { type: 'string', default: '10000' },
    points: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
  },
});
if (values.money) {
  await soakMoney();
  process.exit();
}
if (values.campaigns) {
  const { recipients, points, seed } = values;
  await soakCampaigns({ recipients: Number(recipients), points: Number(points), seed: Number(seed) });
  process.exit();
}
const milliseconds = Number(values.minutes) * 60_000;
if (!(milliseconds > 0)) throw new Error('Say how long: npm run soak -- --minutes 10');

interface Sample {
  at: number;
  /** Of workerd, in MB. */
  memory: number;
  /** Of the app's role to Postgres. */
  connections: number;
}

/** Memory of the workerd processes that this one started, in MB. */
function measureMemory(): number {
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=,rss=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const own = processes.map((line) => line.trim().split(/\s+/)).filter(([parent]) => Number(parent) === process.pid);
  const workers = own.filter(([, , command = '']) => command.includes('workerd'));
  return workers.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) / 1024, 0);
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const stopPostgres = await startTemplatePostgres();
const database = await createTestDatabase();
const worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: '5' });
try {
  const { sql } = database;
  const signIn = (personId: string, organizationId: string | null) =>
    createSignedInVisitor(worker.url, { sql, personId, organizationId });

  const people: { actor: Actor; journeys: Journey[] }[] = [];
  const add = async (
    organization: TestOrganization,
    role: 'owner' | 'admin' | 'member' | 'viewer',
    journeys: Journey[],
  ) => {
    const visitor = await signIn(organization[role].id, organization.id);
    people.push({ actor: { visitor, organization: organization.name }, journeys });
  };
  for (const organization of await createOrganizations(sql, organizationCount)) {
    await add(organization, 'owner', [buy, buy, browse, manage, decide, use]);
    await add(organization, 'admin', [buy, browse, manage, decide]);
    await add(organization, 'member', [browse, ask, use]);
    await add(organization, 'viewer', [browse, overreach]);
  }
  for (let count = 0; count < 2; count++) {
    const visitor = await signIn((await createPlatformAdmin(sql)).id, null);
    people.push({ actor: { visitor, organization: 'all' }, journeys: [administer, browse] });
  }
  for (let count = 0; count < organizationCount; count++) {
    people.push({
      actor: { visitor: createVisitor(worker.url), organization: undefined },
      journeys: [browse, browse, plan],
    });
  }

  const items = (query: string) => sql.query<{ id: string; slug: string }>(query).then(({ rows }) => rows);
  const catalog = {
    tools: await items(`select id, slug from marketplace_tools where is_sold`),
    bundles: await items(`select id, slug from tool_bundles where is_active`),
  };

  const startedAt = Date.now();
  const isOver = () => Date.now() - startedAt > milliseconds;
  const problems = new Map<string, number>();
  const samples: Sample[] = [];
  const busy = new Set<Actor>();
  let journeys = 0;
  const note = (problem: string) => problems.set(problem, (problems.get(problem) ?? 0) + 1);

  const live = async () => {
    while (!isOver()) {
      const person = people[randomInt(people.length)];
      // One person does one thing at a time; their colleagues do not wait.
      if (!person || busy.has(person.actor)) continue;
      busy.add(person.actor);
      const journey = person.journeys[randomInt(person.journeys.length)];
      try {
        await journey?.(person.actor, catalog);
        journeys += 1;
      } catch (error) {
        note(`${journey?.name}: ${error instanceof Error ? error.message : error}`);
      } finally {
        busy.delete(person.actor);
      }
    }
  };
  const sample = async () => {
    while (!isOver()) {
      const { connections } = only(
        await sql.query<{ connections: number }>(
          `select count(*)::integer as connections from pg_stat_activity where usename in ('lotline_app', 'lotline_tasks')`,
        ),
      );
      const memory = measureMemory();
      samples.push({ at: Date.now() - startedAt, memory, connections });
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      if (samples.length % 6 === 1) {
        const requests = database.endpoint.requestCount();
        console.log(
          `${seconds} s: ${journeys} journeys, ${requests} database requests, workerd ${Math.round(memory)} MB, ${connections} connections, ${problems.size} kinds of problems`,
        );
      }
      await delay(samplePauseInMilliseconds);
    }
  };
  const schedule = async () => {
    while (!isOver()) {
      await worker.runSchedule();
      await delay(samplePauseInMilliseconds * 4);
    }
  };
  await Promise.all([sample(), schedule(), ...Array.from({ length: peopleAtOnce }, live)]);

  // The first quarter warms up: code is compiled, caches and pools fill.
  const between = (from: number, to: number) =>
    samples.filter(({ at }) => at >= from * milliseconds && at < to * milliseconds);
  const memory = (list: Sample[]) => median(list.map((one) => one.memory));
  const [earlier, later] = [memory(between(0.25, 0.625)), memory(between(0.625, 1.1))];
  console.log(
    `\nworkerd: ${Math.round(earlier)} MB in the earlier half, ${Math.round(later)} MB in the later (after warming up)`,
  );
  if (later > earlier * tolerableGrowth) note(`memory grew from ${Math.round(earlier)} to ${Math.round(later)} MB`);
  const most = Math.max(...samples.map(({ connections }) => connections));
  console.log(`connections to Postgres: at most ${most}, for ${peopleAtOnce} people at once`);
  if (most > peopleAtOnce * 2) note(`${most} connections for ${peopleAtOnce} people at once`);

  for (const line of worker.output) {
    if (line.includes('"error"')) note(`logged: ${line.slice(0, 300)}`);
  }
  for (const { invariant, broken } of await findBrokenInvariants(sql)) {
    note(`not true any more: ${invariant}: ${JSON.stringify(broken.slice(0, 3))}`);
  }
  // Nobody here cancels a purchase, so nothing is bought twice but after a cancelled order.
  const twice = await sql.query(
    `select o.organization_id, line.tool_id from order_lines line
     join marketplace_orders o on o.organization_id = line.organization_id and o.id = line.order_id
     where line.tool_id is not null and o.payment_status not in ('CANCELLED', 'FAILED', 'REFUNDED')
     group by 1, 2 having count(*) > 1`,
  );
  if (twice.rows.length > 0) note(`bought twice: ${JSON.stringify(twice.rows.slice(0, 3))}`);

  const orders = only(await sql.query<{ count: number }>('select count(*)::integer from marketplace_orders')).count;
  console.log(`${journeys} journeys, ${database.endpoint.requestCount()} database requests, ${orders} orders\n`);
  for (const [problem, count] of problems) console.log(`${count} × ${problem}`);
  console.log(problems.size === 0 ? 'Nothing went wrong.' : `${problems.size} kinds of problems.`);
  process.exitCode = problems.size === 0 ? 0 : 1;
} finally {
  await worker.stop();
  await database.drop();
  await stopPostgres();
}
