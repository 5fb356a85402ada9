import { expect, test } from 'vitest';
import { chooseSeries, readSeriesAddress, spanOf, writeSeriesAddress } from './series-address.ts';

const read = (search: string) => readSeriesAddress(new URLSearchParams(search));

test('what an address asks for is written as it was read', () => {
  const search = '?source=redfin%3Aweekly&type=Condo+or+co-op&from=2023-01&to=2024-02&adjusted=1&asof=2024-03-01';
  const address = read(search);
  expect(writeSeriesAddress('/reid/markets/state-tx', address)).toBe(`/reid/markets/state-tx${search}`);
  expect(chooseSeries(address)).toEqual({
    source: 'redfin',
    periodType: 'WEEKLY',
    propertyType: 'Condo or co-op',
    isAdjusted: true,
  });
  expect(spanOf(address)).toEqual({ from: '2023-01-01', to: '2024-02-29' });
});

test.each(['', 'from=2024-13&to=junk&asof=2024-02-30&source=%27&adjusted=yes', 'from=0000-00&type=%00'])(
  'nothing that "%s" says is asked for',
  (search) => {
    const address = read(search);
    expect(chooseSeries(address)).toEqual({ source: null, periodType: null, propertyType: null, isAdjusted: false });
    expect([spanOf(address), address.asOf]).toEqual([{ from: null, to: null }, '']);
  },
);

test('months the wrong way round are kept, said, and show from the first on', () => {
  const address = read('from=2024-05&to=2024-04');
  expect([address.from, address.to, address.problem]).toEqual(['2024-05', '2024-04', expect.stringContaining('From')]);
  expect(spanOf(address)).toEqual({ from: '2024-05-01', to: null });
});
