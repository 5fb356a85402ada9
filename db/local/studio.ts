import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { currentDatabaseUrls } from './connection.ts';

// `npm run db:studio`: Drizzle's table browser on the running local database, as its owner.
const { ownerUrl } = await currentDatabaseUrls();
spawn('npx', ['drizzle-kit', 'studio', '--config', 'db/drizzle.config.ts'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
}).once('exit', (code) => {
  process.exitCode = code ?? 1;
});
