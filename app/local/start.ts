import { buildApp } from './build.ts';
import { announce, startServices } from './services.ts';
import { choosePort, runSession } from './session.ts';
import { startWorker } from './workerd.ts';

await runSession(async (session) => {
  const port = await choosePort('npm start');
  const { bindings, hasDemoData } = await startServices(session);
  await buildApp({ log: console.log, signal: session.signal });
  console.log('Starting the Worker …');
  const worker = await startWorker({ port, bindings, onOutput: console.log });
  session.onStop(worker.stop);
  announce(port, hasDemoData);
});
