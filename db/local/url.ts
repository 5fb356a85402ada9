import { currentDatabaseUrls } from './connection.ts';

const role = process.argv[2];
try {
  if (role !== 'app' && role !== 'tasks' && role !== 'owner')
    throw new Error('Usage: npm run -s db:url -- app|tasks|owner');
  const { appUrl, tasksUrl, ownerUrl } = await currentDatabaseUrls();
  console.log({ app: appUrl, tasks: tasksUrl, owner: ownerUrl }[role]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
