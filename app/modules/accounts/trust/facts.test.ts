import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listSubprocessors, protections, readRegion, retention } from './facts.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const document = readFileSync(`${root}SECURITY.md`, 'utf8');
const scripts: Record<string, string> = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).scripts;

/** The rows of a table of SECURITY.md, cell by cell, found by the heads of its columns. */
function readTable(...heads: string[]): string[][] {
  const lines = document.split('\n');
  const cells = (line: string) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => line.startsWith('|') && cells(line).join() === heads.join());
  if (start === -1) throw new Error(`SECURITY.md has no table of ${heads.join(', ')}.`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end === -1 ? undefined : end).map(cells);
}

const threats = readTable('threat', 'protection', 'shown by');
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
const straight = (text: string) => text.replaceAll('’', "'");

test.each(threats)('%s: what shows the protection is there', (_threat, protection = '', proof = '') => {
  expect(protection).not.toBe('');
  expect(quoted(proof)).not.toEqual([]);
  for (const shown of quoted(proof)) {
    const script = /^npm run ([\w:-]+)/.exec(shown)?.[1];
    if (script !== undefined) expect(Object.keys(scripts), shown).toContain(script);
    else expect(existsSync(root + shown), shown).toBe(true);
  }
});

test('no threat stands there twice', () => {
  const names = threats.map(([threat]) => threat);
  expect(names).toHaveLength(new Set(names).size);
});

test.each(protections)('$title: every threat that it names is in the table', ({ threats: named }) => {
  const known = threats.map(([threat]) => threat);
  expect(named.map(straight).filter((threat) => !known.includes(threat))).toEqual([]);
});

test('what is kept how long is said there in the same words', () => {
  const written = readTable('what', 'how long', 'by').map(([what, howLong]) => ({ what, howLong }));
  expect(written).toEqual(retention.map(({ what, howLong }) => ({ what: straight(what), howLong: straight(howLong) })));
});

test('whoever may handle data is named there, and only they', () => {
  const all = listSubprocessors({
    mailServer: 'of your own',
    takesCards: true,
    sendsWithResend: true,
    region: undefined,
  });
  const written = readTable('who', 'what for', 'when').map(([who]) => who);
  expect(written).toEqual(all.map(({ name }) => name.replace(' of your own', '')));
});

test('only those that the settings name are shown', () => {
  const least = { mailServer: undefined, takesCards: false, sendsWithResend: false, region: 'us-east-2 (AWS)' };
  const [cloudflare, neon, ...others] = listSubprocessors(least);
  expect([cloudflare?.name, neon?.name, others]).toEqual(['Cloudflare', 'Neon', []]);
  expect(neon?.does).toContain('us-east-2 (AWS)');
});

test.each([
  ['postgresql://lotline_app:secret@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/lotline', 'us-east-2 (AWS)'],
  [
    'postgresql://lotline_app:secret@ep-cool-darkness-123456.c-2.eu-central-1.aws.neon.tech/lotline',
    'eu-central-1 (AWS)',
  ],
  ['postgres://u:p@ep-cool-darkness-123456.eastus2.azure.neon.tech/lotline?sslmode=require', 'eastus2 (Azure)'],
  ['postgresql://lotline_app:secret@127.0.0.1:5432/lotline', undefined],
  ['postgresql://lotline_app:us-east-2.aws.neon.tech@db.example.com/lotline', undefined],
])('the region of %s is %s', (address, region) => {
  expect(readRegion(address)).toBe(region);
});
