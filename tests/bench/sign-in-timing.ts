import { randomBytes } from 'node:crypto';
import { choosePassword } from '../../app/services/password.server.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { createOrganization } from '../factories/organizations.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { createVisitor } from '../setup/visitor.ts';
import { startTestWorker } from '../setup/worker.ts';

const tries = 500;

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * How long the answer takes for an email with an account and for one without, 500 tries of each in turn, every one with
 * an email of its own so that no account has to wait. The medians should be within 5 ms.
 */
export async function benchSignIn(): Promise<void> {
  const stopPostgres = await startTemplatePostgres();
  const database = await createTestDatabase();
  const worker = await startTestWorker(database);
  try {
    const run = randomBytes(4).toString('hex');
    const { salt, key } = await choosePassword('orbit candle fjord');
    // Of an organization, whose trail tells of their failures.
    const { id } = await createOrganization(database.sql);
    await database.sql.query(
      `with person as (
         insert into users (name, email, password_salt, password_check)
         select 'Somebody', 'known-' || number || '-' || $1 || '@example.com', $2, $3 from generate_series(0, $4::integer) as number
         returning id)
       insert into memberships (organization_id, user_id, role) select $5::uuid, id, 'MEMBER' from person`,
      [run, salt, hashToken(key), tries, id],
    );
    const forms = {
      'sign-in': (email: string) => createVisitor(worker.url).post('/login', { email, password: 'a wrong guess' }),
      reset: (email: string) => createVisitor(worker.url).post('/forgot-password', { email }),
    };
    for (const [name, send] of Object.entries(forms)) {
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      for (let index = 0; index < tries; index++) {
        // Which of them comes first changes, so that neither is always the one after the other.
        for (const kind of index % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
          const startedAt = performance.now();
          await send(`${kind}-${index}-${run}@example.com`);
          times[kind].push(performance.now() - startedAt);
        }
      }
      const [known, unknown] = [median(times.known), median(times.unknown)];
      console.log(
        `${name.padEnd(8)} median of ${tries}: with an account ${known.toFixed(1)} ms, without ${unknown.toFixed(1)} ms, apart ${Math.abs(known - unknown).toFixed(1)} ms`,
      );
    }
  } finally {
    await worker.stop();
    await database.drop();
    await stopPostgres();
  }
}
