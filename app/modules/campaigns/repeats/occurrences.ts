import { resolveLocalTime } from '~/services/zoned-times.server.ts';
import type { RepeatRule } from './rule.ts';

/** One time of a repeat. */
export interface Occurrence {
  /** The day of the rule. */
  on: string;
  /** The time by the clock of the zone: "2026-03-04T09:00". */
  local: string;
  /** The moment. */
  at: Date;
}

const dayLength = 86_400_000;
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * The first time of a repeat behind a day and a moment. Each follows from the rule and never from the time before, so that nine stays nine
 * when clocks change, and the 31st is the 31st again after a shorter month. A few steps find it, however long the repeat has gone on.
 * @param after  on: the last day that is over, null for none; at: it comes later than this moment
 * @returns undefined once it has come for the last time
 */
export function findOccurrence(rule: RepeatRule, after: { on: string | null; at: Date }): Occurrence | undefined {
  // Clocks differ from UTC by less than a day: nothing before the day before can lie behind the moment.
  const from = [dayOf(after.at.getTime() - dayLength), after.on ?? rule.startsOn].toSorted().at(-1) ?? rule.startsOn;
  for (let number = Math.max(0, estimateNumber(rule, from) - 1); ; number += 1) {
    const on = findDay(rule, number);
    if (rule.endsOn !== null && on > rule.endsOn) return undefined;
    if (after.on !== null && on <= after.on) continue;
    const occurrence = resolveOccurrence(rule, on);
    if (occurrence.at > after.at) return occurrence;
  }
}

/** The next times of a repeat, as far as there are any. */
export function listOccurrences(rule: RepeatRule, after: Date, count: number): Occurrence[] {
  const found: Occurrence[] = [];
  while (found.length < count) {
    const next = findOccurrence(rule, { on: found.at(-1)?.on ?? null, at: after });
    if (!next) break;
    found.push(next);
  }
  return found;
}

/** The time of a repeat on one of its days, by the rules that its zone has now. */
export function resolveOccurrence({ localTime, timeZone }: RepeatRule, on: string): Occurrence {
  const local = `${on}T${localTime}`;
  return { on, local, at: resolveLocalTime(local, timeZone) };
}

/** How often it came before a day, give or take one. */
function estimateNumber({ frequency, every, startsOn }: RepeatRule, day: string): number {
  if (frequency === 'MONTHLY') return Math.floor((monthOf(day) - monthOf(startsOn)) / every);
  const days = (timeOf(day) - timeOf(startsOn)) / dayLength;
  return Math.floor(days / (frequency === 'WEEKLY' ? every * 7 : every));
}

/** The day of the time of this number, from 0. */
function findDay({ frequency, every, startsOn }: RepeatRule, number: number): string {
  if (frequency !== 'MONTHLY')
    return dayOf(timeOf(startsOn) + number * every * (frequency === 'WEEKLY' ? 7 : 1) * dayLength);
  const month = monthOf(startsOn) + number * every;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(Math.floor(month / 12), month % 12, Math.min(Number(startsOn.slice(8)), last)));
}

/** Months since the year 0. */
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
