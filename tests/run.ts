import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findBrowser } from './setup/browser.ts';

// `npm test`: everything that must hold, in the order of what is quickest to fail, and one line of counts at the end.
// A check (types, lint, unused code) counts as one.

interface Count {
  passed: number;
  failed: number;
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function run(command: string, parameters: string[], environment: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n> ${command} ${parameters.join(' ')}`);
  return new Promise((resolve) => {
    spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } })
      .once('error', () => resolve(false))
      .once('exit', (code) => resolve(code === 0));
  });
}

async function check(...parameters: string[]): Promise<Count> {
  const passed = await run('npx', parameters);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Reads the counts from a report. A run that failed without naming a failed test counts as one failure. */
async function readCount(succeeded: boolean, read: () => Promise<Count>): Promise<Count> {
  const count = await read().catch(() => ({ passed: 0, failed: 0 }));
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
}

async function runVitest(reports: string, environment: Record<string, string>): Promise<Count> {
  const report = join(reports, 'vitest.json');
  const parameters = [
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const succeeded = await run('npx', parameters, environment);
  return readCount(succeeded, async () => {
    const { numPassedTests, numFailedTests, numPendingTests } = vitestReport.parse(
      JSON.parse(await readFile(report, 'utf8')),
    );
    // A test that was skipped did not pass.
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
  });
}

async function runPlaywright(reports: string, environment: Record<string, string>): Promise<Count> {
  const report = join(reports, 'playwright.json');
  const succeeded = await run(
    'npx',
    ['playwright', 'test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'],
    { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return readCount(succeeded, async () => {
    const { stats } = playwrightReport.parse(JSON.parse(await readFile(report, 'utf8')));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
  });
}

const reports = await mkdtemp(join(tmpdir(), 'lotline-reports-'));
const counts: Count[] = [];
try {
  counts.push(await check('tsc', '--noEmit'));
  counts.push(await check('biome', 'check', '--error-on-warnings', '.'));
  counts.push(await check('knip'));
  counts.push(await check('tsx', 'app/local/build.ts'));
  counts.push(await check('tsx', 'app/local/sbom.ts'));
  // Found once, for the tests of both that need one.
  const browser = { BROWSER_PATH: (await findBrowser()).executablePath ?? '' };
  counts.push(await runVitest(reports, browser));
  counts.push(await runPlaywright(reports, browser));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  counts.push({ passed: 0, failed: 1 });
} finally {
  await rm(reports, { recursive: true, force: true });
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
