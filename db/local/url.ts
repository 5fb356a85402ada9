import { currentDatabaseUrls } from './connection.ts';

const role = process.argv[2];
try {
  if (role !== 'app' && role !== 'owner') throw new Error('Usage: npm run -s db:url -- app|owner');
  const { appUrl, ownerUrl } = await currentDatabaseUrls();
  console.log(role === 'app' ? appUrl : ownerUrl);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
