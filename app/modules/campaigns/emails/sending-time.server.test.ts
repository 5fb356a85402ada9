import { expect, test } from 'vitest';
import { readSendingTime, suggestSendingTime } from './sending-time.server.ts';

const now = new Date('2026-03-07T12:00:00Z');
const read = (sendDate: string, sendTime: string, sendZone: string, inRecipientZone = false) =>
  readSendingTime({ sendDate, sendTime, sendZone, inRecipientZone }, now);

test.each([
  ['2026-03-08', '09:00', 'America/Chicago', '2026-03-08T14:00:00.000Z'],
  // Skipped by the clocks of Chicago, and so an hour later.
  ['2026-03-08', '02:30', 'America/Chicago', '2026-03-08T08:30:00.000Z'],
  ['2026-11-01', '01:30', 'America/Chicago', '2026-11-01T06:30:00.000Z'],
  ['2026-03-29', '09:00:00', ' Europe/Berlin ', '2026-03-29T07:00:00.000Z'],
])('%s %s in %s is %s', (date, time, zone, at) => {
  const result = read(date, time, zone);
  expect(result).toMatchObject({ ok: true, time: { local: `${date}T${time.slice(0, 5)}`, timeZone: zone.trim() } });
  expect(result.ok && !result.time.isNow && result.time.at.toISOString()).toBe(at);
});

test.each([
  ['', '09:00', 'UTC', 'sendDate'],
  ['2026-02-30', '09:00', 'UTC', 'sendDate'],
  ['2027-06-01', '09:00', 'UTC', 'sendDate'],
  ['2026-03-08', '', 'UTC', 'sendTime'],
  ['2026-03-08', '9 am', 'UTC', 'sendTime'],
  ['2026-03-08', '25:00', 'UTC', 'sendDate'],
  ['2026-03-07', '11:58', 'UTC', 'sendTime'],
  ['2026-03-08', '09:00', '', 'sendZone'],
  ['2026-03-08', '09:00', 'Mars/Olympus', 'sendZone'],
  ['2026-03-08', '09:00', '+02:00', 'sendZone'],
])('%s %s in %j is refused at %s', (date, time, zone, field) => {
  const result = read(date, time, zone);
  expect(result.ok ? [] : Object.keys(result.errors)).toEqual([field]);
});

test('each person’s own clock needs a day', () => {
  const late = read('2026-03-08', '11:59', 'UTC', true);
  expect(late.ok ? [] : Object.keys(late.errors)).toEqual(['inRecipientZone']);
  expect(read('2026-03-08', '12:00', 'UTC', true)).toMatchObject({ ok: true, time: { inRecipientZone: true } });
});

test('the form begins with the plan while that is ahead, and with tomorrow at nine otherwise', () => {
  const plan = { local: '2026-03-09T10:15', timeZone: 'America/Chicago', inRecipientZone: false };
  expect(suggestSendingTime(plan, 'UTC', now)).toMatchObject({
    date: '2026-03-09',
    time: '10:15',
    zone: 'America/Chicago',
  });
  expect(suggestSendingTime({ ...plan, local: '2026-03-01T10:15' }, 'UTC', now)).toMatchObject({
    date: '2026-03-08',
    time: '09:00',
  });
  expect(
    suggestSendingTime({ local: null, timeZone: null, inRecipientZone: false }, 'Pacific/Auckland', now),
  ).toMatchObject({
    date: '2026-03-09',
    zone: 'Pacific/Auckland',
  });
});
