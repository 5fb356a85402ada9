import { expect, test } from 'vitest';
import { listDemands, sayFinding } from './standing.ts';

const unmet = (findings: Parameters<typeof listDemands>[0]) =>
  listDemands(findings).flatMap(({ asked, standing }) => (standing === 'NOT_MET' ? [asked] : []));

test('a domain with its three records meets what is asked', () => {
  expect(unmet({ dkim: 'OK', ownership: 'OK', dmarc: 'OK' })).toEqual([]);
});

test('a domain without a key is not aligned', () => {
  expect(unmet({ ownership: 'OK', dmarc: 'OK', dkim: 'WRONG' })).toEqual([
    'DKIM passes',
    'The sender is aligned with DKIM or SPF',
  ]);
  expect(unmet({})).toContain('DMARC exists');
});

test('what was never looked at is not said to be missing', () => {
  expect(sayFinding({}, 'dkim')).toBe('Not checked yet');
  expect(sayFinding({ dkim: 'MISSING' }, 'dkim')).toBe('Not found');
});
