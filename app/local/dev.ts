import { createServer } from 'vite';
import { createSystemContext } from '../load-context.ts';
import type { runSchedule } from '../schedule.ts';
import { keepSchedule } from './schedule.ts';
import { announce, filesDirectory, startServices } from './services.ts';
import { choosePort, runSession } from './session.ts';

await runSession(async (session) => {
  // Otherwise the build of the receipt reader says production, and React keeps what Vite needs of it to itself.
  process.env.NODE_ENV = 'development';
  const port = await choosePort('npm run dev');
  const { bindings, hasDemoData } = await startServices(session, port);
  // Loaded late: wrangler takes seconds to load, and what comes before can fail at once.
  const { startBindings } = await import('./workerd.ts');
  const cloudflare = await startBindings(filesDirectory);
  session.onStop(cloudflare.stop);
  const environment = { ...bindings, ...cloudflare.bindings };
  // Vite runs the server code in this process: `vite.config.ts` hands the environment of this plugin to the app.
  const server = await createServer({
    server: { port, host: '127.0.0.1', strictPort: true },
    plugins: [{ name: 'local-environment', api: environment }],
  });
  session.onStop(() => server.close());
  await server.listen();
  announce(port, hasDemoData);
  keepSchedule(session, async (cron) => {
    // Through Vite, because plain Node cannot load the fonts of PDFs.
    const schedule = await server.ssrLoadModule('/app/schedule.ts');
    const run: typeof runSchedule = schedule.runSchedule;
    await run(
      createSystemContext(environment, (work) => void work),
      cron,
    );
  });
});
