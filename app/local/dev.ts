import { createServer } from 'vite';
import { createSystemContext } from '../load-context.ts';
import { runSchedule } from '../schedule.ts';
import { keepSchedule } from './schedule.ts';
import { announce, startServices } from './services.ts';
import { choosePort, runSession } from './session.ts';

await runSession(async (session) => {
  const port = await choosePort('npm run dev');
  const { bindings, hasDemoData } = await startServices(session, port);
  // Vite runs the server code in this process: `vite.config.ts` hands its environment to the app.
  Object.assign(process.env, bindings);
  const server = await createServer({ server: { port, host: '127.0.0.1', strictPort: true } });
  session.onStop(() => server.close());
  await server.listen();
  announce(port, hasDemoData);
  keepSchedule(session, () => runSchedule(createSystemContext(bindings, (work) => void work)));
});
