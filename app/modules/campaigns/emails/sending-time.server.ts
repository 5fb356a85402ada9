import { isLocalTime, isTimeZone, resolveLocalTime, writeLocalTime } from '~/services/zoned-times.server.ts';
import type { SendingTime } from './commands.server.ts';
import type { TypedEmail } from './edited.ts';
import type { Errors } from './form.server.ts';

const minute = 60_000;
/** Each person's own clock may be a day ahead of the sender's. */
const leadInHours = 24;
/** Nobody plans a mail further ahead. */
const mostDays = 366;

type TypedTime = Pick<TypedEmail, 'sendDate' | 'sendTime' | 'sendZone' | 'inRecipientZone'>;

/**
 * Reads when an email is to go out. The time is kept as the clocks of the zone show it; the moment follows.
 * @param now  the moment it is
 */
export function readSendingTime(
  typed: TypedTime,
  now: Date,
): { ok: true; time: SendingTime } | { ok: false; errors: Errors } {
  const refuse = (field: string, message: string) => ({ ok: false as const, errors: { [field]: [message] } });
  const timeZone = typed.sendZone.trim();
  const local = `${typed.sendDate}T${typed.sendTime.slice(0, 5)}`;
  if (!/^\d{4}-\d\d-\d\d$/.test(typed.sendDate)) return refuse('sendDate', 'Enter a day.');
  if (!/^\d\d:\d\d(:\d\d)?$/.test(typed.sendTime)) return refuse('sendTime', 'Enter a time, such as 09:00.');
  if (!isTimeZone(timeZone)) return refuse('sendZone', 'Enter a time zone such as America/Chicago.');
  if (!isLocalTime(local)) return refuse('sendDate', 'There is no such day.');
  const at = resolveLocalTime(local, timeZone);
  const ahead = at.getTime() - now.getTime();
  if (ahead < -minute) return refuse('sendTime', 'This time is over. Choose a later one, or send it now.');
  if (ahead > mostDays * 24 * 60 * minute) return refuse('sendDate', 'Choose a day within a year.');
  if (typed.inRecipientZone && ahead < leadInHours * 60 * minute)
    return refuse('inRecipientZone', 'Choose a time at least 24 hours ahead: somewhere that hour comes a day earlier.');
  return { ok: true, time: { isNow: false, local, timeZone, at, inRecipientZone: typed.inRecipientZone } };
}

/** The times that the form begins with: those of the email's plan, or tomorrow at nine. */
export function suggestSendingTime(
  plan: { local: string | null; timeZone: string | null; inRecipientZone: boolean },
  usualZone: string,
  now: Date,
): { date: string; time: string; zone: string; inRecipientZone: boolean } {
  const zone = plan.timeZone ?? usualZone;
  const known = isTimeZone(zone) ? zone : 'UTC';
  const isAhead = plan.local !== null && isLocalTime(plan.local) && resolveLocalTime(plan.local, known) > now;
  const [date = '', time = ''] = (
    isAhead && plan.local !== null
      ? plan.local
      : `${writeLocalTime(new Date(now.getTime() + 24 * 60 * minute), known).slice(0, 10)}T09:00`
  ).split('T');
  return { date, time, zone: known, inRecipientZone: plan.inRecipientZone };
}
