const dateFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const dateTimeFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** Writes a day, such as "Mar 4, 2026". Days are those of UTC, so that server and browser write the same one. */
export function formatDate(date: string | Date): string {
  return dateFormat.format(new Date(date));
}

/** Writes a day and time, such as "Mar 4, 2026, 2:05 PM UTC". */
export function formatDateTime(time: string | Date): string {
  return `${dateTimeFormat.format(new Date(time))} UTC`;
}

/** The day it is now, such as "2026-03-04". */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
