import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';

// A planned time is kept as what the clocks of a zone show, with the zone: the moment follows from both, by the newest rules of that zone.

const localTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;
/** Of the columns that keep zones. Distances such as +05:00 are no zones. */
const zoneName = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/;
const longestZone = 64;

/** Whether a text is a time as forms send it, such as "2026-03-08T02:30", of a day that exists. */
export function isLocalTime(text: string): boolean {
  return readLocalTime(text) !== undefined;
}

/**
 * The moment at which the clocks of a zone show a time. A time that they skip moves on by what is skipped; of one that comes twice it is
 * the first ("compatible" in RFC 5545 and Temporal).
 * @param local  "YYYY-MM-DDTHH:MM", as `<input type="datetime-local">` sends it
 * @param timeZone  an IANA name
 * @throws RangeError for a text that is no such time, or no zone
 */
export function resolveLocalTime(local: string, timeZone: string): Date {
  const read = readLocalTime(local);
  if (!read) throw new RangeError(`"${local}" is no local time.`);
  return new Date(PlainDateTime.toZonedDateTime(read, requireTimeZone(timeZone)).epochMilliseconds);
}

/**
 * What the clocks of a zone show at a moment, as "YYYY-MM-DDTHH:MM"; seconds are left out.
 * @throws RangeError for a text that is no zone
 */
export function writeLocalTime(instant: Date, timeZone: string): string {
  const zoned = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(instant.getTime()), requireTimeZone(timeZone));
  const { year, month, day, hour, minute } = zoned;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}`;
}

/** Whether a text names an IANA zone that clocks can be asked of here. */
export function isTimeZone(text: string): boolean {
  if (!zoneName.test(text) || text.length > longestZone) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: text }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zones that a form offers, by name, with UTC, which browsers do not count among them. */
export function listTimeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].toSorted();
}

function readLocalTime(text: string): PlainDateTime.Record | undefined {
  const parts = localTime.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
  // Postgres has no year 0, and nobody plans for long ago.
  if (year < 1900) return undefined;
  try {
    return PlainDateTime.create(year, month, day, hour, minute);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function requireTimeZone(timeZone: string): string {
  if (!zoneName.test(timeZone)) throw new RangeError(`"${timeZone}" is no time zone.`);
  return timeZone;
}

const pad = (number: number, length = 2) => String(number).padStart(length, '0');
