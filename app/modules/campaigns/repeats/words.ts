import { formatDate } from '~/utils/dates.ts';
import { writeClock, writeWeekday } from '../calendar/days.ts';
import { frequencyLabels, type RepeatRule } from './rule.ts';

/** A repeat in words: "Every week on Monday at 9:00 AM (America/Chicago), from Jan 5, 2026." */
export function describeRepeat({ frequency, every, startsOn, endsOn, localTime, timeZone }: RepeatRule): string {
  const unit = frequencyLabels[frequency];
  const pace = every === 1 ? `Every ${unit.slice(0, -1)}` : `Every ${every} ${unit}`;
  const until = endsOn === null ? '' : ` until ${formatDate(endsOn)}`;
  return `${pace}${describeDay(frequency, startsOn)} at ${writeClock(localTime)} (${timeZone}), from ${formatDate(startsOn)}${until}.`;
}

function describeDay(frequency: RepeatRule['frequency'], startsOn: string): string {
  if (frequency === 'DAILY') return '';
  if (frequency === 'WEEKLY') return ` on ${writeWeekday(startsOn)}`;
  const number = Number(startsOn.slice(8));
  return ` on day ${number}${number > 28 ? ', or the last of a shorter month,' : ''}`;
}
