import { execFile } from 'node:child_process';
import { z } from 'zod';
import { isMainModule } from '../../db/main-module.ts';

// `npm run audit:dependencies`: asks the registry for known weaknesses of what the site is made of. npm takes a registry that cannot answer for a
// failure like any other, and mirrors that answer with nothing for one that knows of nothing; here the first is told apart, and the second shows
// by the number of packages that were looked up.

const severities = ['critical', 'high', 'moderate', 'low', 'info'] as const;

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.enum(severities), range: z.string() })),
  metadata: z.object({ dependencies: z.object({ total: z.int() }) }),
});
const failureSchema = z.object({
  message: z.string().optional(),
  error: z.object({ code: z.string().nullish(), summary: z.string().nullish() }),
});

/** What an audit came to. `UNKNOWN`: nobody looked, so it must not pass. */
export type Judgement = { outcome: 'CLEAN' | 'FOUND' | 'UNKNOWN'; lines: string[] };

/**
 * Reads what `npm audit --json` wrote.
 * @param registry  the address that was asked
 */
export function judgeAudit(output: string, registry: string): Judgement {
  const answer = parseJson(output);
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const failure = failureSchema.safeParse(answer).data;
    const reason =
      failure?.message || failure?.error.summary || failure?.error.code || 'it gave no answer that npm can read';
    return {
      outcome: 'UNKNOWN',
      lines: [
        `Nothing was looked up: ${registry} does not answer audits (${reason.trim()}).`,
        'Ask another registry: npm run audit:dependencies -- --registry=ADDRESS',
      ],
    };
  }
  const { vulnerabilities, metadata } = report.data;
  const total = metadata.dependencies.total;
  if (total === 0)
    return { outcome: 'UNKNOWN', lines: [`Nothing was looked up: ${registry} was asked about no package.`] };
  const found = Object.entries(vulnerabilities).sort(
    ([, a], [, b]) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  if (found.length === 0)
    return {
      outcome: 'CLEAN',
      lines: [`${total} packages were looked up at ${registry}; no weakness of any is known there.`],
    };
  return {
    outcome: 'FOUND',
    lines: [
      ...found.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`),
      `${found.length} of ${total} packages have known weaknesses. npm audit tells more.`,
    ],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Runs npm; it ends with an error where it finds something, and says what all the same. */
function runNpm(...parameters: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('npm', parameters, { maxBuffer: 50_000_000 }, (_error, output) => resolve(output));
  });
}

const exitCodes = { CLEAN: 0, FOUND: 1, UNKNOWN: 2 } as const satisfies Record<Judgement['outcome'], number>;

if (isMainModule(import.meta.url)) {
  const parameters = process.argv.slice(2);
  const registry = (await runNpm('config', 'get', 'registry', ...parameters)).trim();
  const { outcome, lines } = judgeAudit(await runNpm('audit', '--json', '--omit=dev', ...parameters), registry);
  for (const line of lines) console.log(line);
  process.exitCode = exitCodes[outcome];
}
