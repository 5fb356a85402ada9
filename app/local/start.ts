import { buildApp } from './build.ts';
import { keepSchedule } from './schedule.ts';
import { announce, filesDirectory, startServices } from './services.ts';
import { choosePort, runSession } from './session.ts';

await runSession(async (session) => {
  const port = await choosePort('npm start');
  const { bindings, hasDemoData } = await startServices(session, port);
  await buildApp({ log: console.log, signal: session.signal });
  console.log('Starting the Worker …');
  // Loaded late: wrangler takes seconds to load, and what comes before can fail at once.
  const { startWorker } = await import('./workerd.ts');
  const worker = await startWorker({ port, bindings, filesDirectory, onOutput: console.log });
  session.onStop(worker.stop);
  announce(port, hasDemoData);
  // Nothing here has a clock for the Worker's cron triggers.
  keepSchedule(session, worker.runSchedule);
});
