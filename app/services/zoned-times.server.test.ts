import { describe, expect, test } from 'vitest';
import { isLocalTime, isTimeZone, listTimeZones, resolveLocalTime, writeLocalTime } from './zoned-times.server.ts';

const resolve = (local: string, timeZone: string) => resolveLocalTime(local, timeZone).toISOString();

describe('the moment of a local time', () => {
  test('a time that Chicago skips in March moves on by the hour that is skipped', () => {
    expect(resolve('2026-03-08T02:30', 'America/Chicago')).toBe('2026-03-08T08:30:00.000Z');
  });

  test('of a time that comes twice in Chicago in November it is the first', () => {
    expect(resolve('2026-11-01T01:30', 'America/Chicago')).toBe('2026-11-01T06:30:00.000Z');
  });

  test('nine in Berlin is an hour earlier in UTC once summer time begins', () => {
    expect(resolve('2026-03-22T09:00', 'Europe/Berlin')).toBe('2026-03-22T08:00:00.000Z');
    expect(resolve('2026-03-29T09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  });

  test('Lord Howe skips half an hour', () => {
    expect(resolve('2026-10-04T02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
  });

  test('Apia skipped a day in 2011', () => {
    expect(resolve('2011-12-30T09:00', 'Pacific/Apia')).toBe('2011-12-30T19:00:00.000Z');
  });

  test.each(['2026-02-30T09:00', '2026-01-01T24:00', '2026-01-01 09:00', '0000-01-01T09:00', '2026-01-01T09:00Z', ''])(
    '%j is no local time',
    (text) => {
      expect(isLocalTime(text)).toBe(false);
      expect(() => resolveLocalTime(text, 'UTC')).toThrow(RangeError);
    },
  );
});

describe('the clocks of a zone', () => {
  test('what is resolved is shown again', () => {
    for (const timeZone of ['America/Chicago', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'UTC']) {
      expect(writeLocalTime(resolveLocalTime('2026-07-15T23:59', timeZone), timeZone)).toBe('2026-07-15T23:59');
    }
  });

  test('a skipped time is shown as the one that was meant instead', () => {
    expect(writeLocalTime(resolveLocalTime('2026-03-08T02:30', 'America/Chicago'), 'America/Chicago')).toBe(
      '2026-03-08T03:30',
    );
  });
});

describe('zones', () => {
  test('all that are offered are zones, and UTC is one of them', () => {
    const zones = listTimeZones();
    expect(zones).toContain('UTC');
    expect(zones).toContain('America/New_York');
    expect(zones.every(isTimeZone)).toBe(true);
  });

  test.each(['+05:00', 'Mars/Olympus', '', 'UTC\n', `Europe/${'x'.repeat(80)}`])('%j is none', (text) => {
    expect(isTimeZone(text)).toBe(false);
  });

  test('a distance from UTC is no zone to resolve a time in', () => {
    expect(() => resolveLocalTime('2026-01-01T09:00', '+05:00')).toThrow(RangeError);
  });
});
