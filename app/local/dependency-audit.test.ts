import { expect, test } from 'vitest';
import { judgeAudit } from './dependency-audit.ts';

const registry = 'https://registry.example/';
const writeReport = (vulnerabilities: object, total = 124) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { dependencies: { prod: 100, total } } });

test('no known weakness is said beside how many packages were looked up, and where', () => {
  expect(judgeAudit(writeReport({}), registry)).toEqual({
    outcome: 'CLEAN',
    lines: ['124 packages were looked up at https://registry.example/; no weakness of any is known there.'],
  });
});

test('weaknesses are named, the worst first', () => {
  const report = writeReport({
    mild: { name: 'mild', severity: 'low', range: '<2.0.0' },
    bad: { name: 'bad', severity: 'critical', range: '1.0.0 - 1.2.3' },
  });
  expect(judgeAudit(report, registry)).toEqual({
    outcome: 'FOUND',
    lines: [
      'critical: bad 1.0.0 - 1.2.3',
      'low: mild <2.0.0',
      '2 of 124 packages have known weaknesses. npm audit tells more.',
    ],
  });
});

test.each([
  ['an error of its endpoint', JSON.stringify({ error: { code: 'ENOAUDIT', summary: 'Not Found' } }), 'Not Found'],
  ['a message', JSON.stringify({ message: '404 Not Found - POST', error: { code: null } }), '404 Not Found - POST'],
  ['a page', '<!doctype html>', 'no answer that npm can read'],
  ['nothing', '', 'no answer that npm can read'],
  ['a report about no package', writeReport({}, 0), 'about no package'],
])('a registry that answers with %s has looked up nothing, and that is said', (_what, output, reason) => {
  const { outcome, lines } = judgeAudit(output, registry);
  expect(outcome).toBe('UNKNOWN');
  expect(lines[0]).toContain('Nothing was looked up');
  expect(lines[0]).toContain(registry);
  expect(lines[0]).toContain(reason);
});
