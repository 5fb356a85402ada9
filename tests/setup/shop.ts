import { once } from 'node:events';
import { createServer } from 'node:http';
import { minuteCron } from '../../app/minute-cron.ts';
import { startSocialServers } from '../campaigns/social-servers.ts';
import { createTestDatabase } from './database.ts';
import { startTemplatePostgres } from './template.ts';
import { startTestWorker } from './worker.ts';

/**
 * The shop the browser tests visit, for a whole run of Playwright: Postgres, the built Worker in workerd, an outbox, and the servers that
 * posts are published on in the place of the Internet.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const stopPostgres = await startTemplatePostgres();
  const database = await createTestDatabase();
  const servers = await startSocialServers();
  const worker = await startTestWorker(database, {}, { publicHost: 'localhost', changeWorkers: servers.changeWorkers });
  // Browser tests run in other processes: a request here is one run of the schedule, at /minute of the tasks of every minute.
  const schedule = createServer(({ url }, response) => {
    void worker.runSchedule(url === '/minute' ? minuteCron : undefined).finally(() => response.end());
  }).listen(0, '127.0.0.1');
  await once(schedule, 'listening');
  const address = schedule.address();
  process.env.SHOP_SCHEDULE_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  process.env.SHOP_URL = worker.url.replace('127.0.0.1', 'localhost');
  process.env.SHOP_OWNER_URL = database.ownerUrl;
  process.env.SHOP_OUTBOX_URL = worker.outbox.url;
  return async () => {
    schedule.close();
    schedule.closeAllConnections();
    await worker.stop();
    await servers.stop();
    await database.drop();
    await stopPostgres();
  };
}
