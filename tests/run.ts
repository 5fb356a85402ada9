import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { findBrowser } from './setup/browser.ts';

// `npm test`: everything that must hold, in the order of what is quickest to fail, and one line of counts at the end.
// A check (types, lint, unused code) counts as one.

interface Count {
  passed: number;
  failed: number;
  /** What failed, by name: repeated above the counts, where whoever sees only the end of a long log finds it. */
  failures: string[];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
interface PlaywrightSuite {
  file: string;
  specs: { title: string; ok: boolean }[];
  suites?: PlaywrightSuite[] | undefined;
}
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    file: z.string(),
    specs: z.array(z.object({ title: z.string(), ok: z.boolean() })),
    suites: z.array(playwrightSuite).optional(),
  }),
);
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
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
  return passed ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [parameters.join(' ')] };
}

/** The first line of what a test threw, without colors, short enough for one line of a log. */
function firstLine(message: string): string {
  return (stripVTControlCharacters(message).split('\n', 1)[0] ?? '').slice(0, 200);
}

/** Reads the counts from a report. A run that failed without naming a failed test counts as one failure. */
async function readCount(succeeded: boolean, read: () => Promise<Count>): Promise<Count> {
  const count = await read().catch(() => ({ passed: 0, failed: 0, failures: [] }));
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
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = vitestReport.parse(
      JSON.parse(await readFile(report, 'utf8')),
    );
    const failures = testResults.flatMap((file) => {
      const name = relative(process.cwd(), file.name);
      const failed = file.assertionResults.filter((test) => test.status !== 'passed');
      // A file whose hooks failed has tests that were skipped, and says why only once.
      const why = file.status === 'failed' && file.message !== '' ? [`${name}: ${firstLine(file.message)}`] : [];
      return [
        ...why,
        ...failed.map((test) => `${name} > ${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? test.status)}`),
      ];
    });
    // A test that was skipped did not pass.
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests, failures };
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
    const { stats, suites } = playwrightReport.parse(JSON.parse(await readFile(report, 'utf8')));
    const listFailures = (suite: PlaywrightSuite): string[] => [
      ...suite.specs.filter((spec) => !spec.ok).map((spec) => `${suite.file} > ${spec.title}`),
      ...(suite.suites ?? []).flatMap(listFailures),
    ];
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped,
      failures: suites.flatMap(listFailures),
    };
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
  counts.push({ passed: 0, failed: 1, failures: [] });
} finally {
  await rm(reports, { recursive: true, force: true });
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
for (const failure of counts.flatMap((count) => count.failures)) console.log(`failed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
