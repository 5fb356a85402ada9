import { expect, test } from 'vitest';
import {
  isAdjusted,
  isStale,
  nameSource,
  readSeriesName,
  unadjustedSource,
  writeCredits,
  writeSeriesName,
} from './sources.ts';

test.each([
  ['redfin', 'Redfin', 'redfin', false],
  ['redfin-sa', 'Redfin, seasonally adjusted', 'redfin', true],
  [
    'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa',
    'Zillow: zhvi sfrcondo 0.33 0.67, seasonally adjusted',
    'zillow-zhvi-sfrcondo-0.33-0.67',
    true,
  ],
  ['zillow-zori-sfrcondomfr-sm', 'Zillow: zori sfrcondomfr sm', 'zillow-zori-sfrcondomfr-sm', false],
  ['demo', 'Demo data', 'demo', false],
  ['other', 'other', 'other', false],
])('%s is "%s"', (source, name, base, adjusted) => {
  expect([nameSource(source), unadjustedSource(source), isAdjusted(source)]).toEqual([name, base, adjusted]);
});

test('each publisher is credited once', () => {
  expect(writeCredits(['redfin', 'redfin-sa', 'zillow-zori'])).toBe(
    'Source: Redfin, a national real estate brokerage; Zillow Research.',
  );
});

test('a monthly source is stale a quarter after its newest month, a yearly one after two years', () => {
  expect(isStale('2026-08-31', 'MONTHLY', '2026-11-30')).toBe(false);
  expect(isStale('2026-08-31', 'MONTHLY', '2026-12-01')).toBe(true);
  expect(isStale('2024-12-31', 'YEARLY', '2026-12-30')).toBe(false);
});

test('names of series in addresses are read as they are written', () => {
  for (const periodType of ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const)
    expect(readSeriesName(writeSeriesName({ source: 'zillow-a-0.33', periodType }))).toEqual({
      source: 'zillow-a-0.33',
      periodType,
    });
  for (const text of [null, '', 'a b', "redfin'", 'redfin:weekly:daily'])
    expect(readSeriesName(text)).toEqual({ source: null, periodType: null });
  expect(readSeriesName('redfin:sometimes')).toEqual({ source: 'redfin', periodType: null });
});
