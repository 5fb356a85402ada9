import type { FoundRepeat } from './queries.server.ts';

/** The fields of the form of a repeat, as texts by their names. */
export type RepeatFormValues = Readonly<Record<string, string | undefined>>;

/**
 * A repeat that is not there yet: every week at nine, from today on.
 * @param id  that it will have
 * @param version  of the email or post that repeats
 */
export const startRepeat = ({
  id,
  version,
  timeZone,
  today,
}: {
  id: string;
  version: number;
  timeZone: string;
  today: string;
}): RepeatFormValues => ({
  id,
  version: String(version),
  every: '1',
  frequency: 'WEEKLY',
  startsOn: today,
  endsOn: '',
  localTime: '09:00',
  timeZone,
});

/** A repeat as its form shows it. */
export const writeRepeat = (
  { every, frequency, startsOn, endsOn, localTime, timeZone }: FoundRepeat,
  { id, version }: { id: string; version: number },
): RepeatFormValues => ({
  id,
  version: String(version),
  every: String(every),
  frequency,
  startsOn,
  endsOn: endsOn ?? '',
  localTime,
  timeZone,
});
