import { Table } from '~/components/ui/layout.tsx';
import { listMonthWeeks, writeLongDay, writeMonth, writeShortDay, writeShortWeekday, writeWeekday } from './days.ts';
import { Entry } from './entry.tsx';
import type { CalendarEntry } from './queries.server.ts';

interface CalendarProps {
  /** Any day of the month or week that is shown. */
  day: string;
  /** The first day of a week: 0 is Sunday, 1 Monday. */
  weekStart: number;
  today: string;
  entries: readonly CalendarEntry[];
  /** Whether an entry has the form that moves it; none by default. */
  mayMove?: (entry: CalendarEntry) => boolean;
}

/** A month as a table: a column for each day of the week, and in each cell the emails and posts of that day. */
export function MonthCalendar({ day, weekStart, ...cells }: CalendarProps) {
  const weeks = listMonthWeeks(day, weekStart);
  return <CalendarTable caption={writeMonth(day)} weeks={weeks} month={day.slice(0, 7)} {...cells} />;
}

/**
 * Weeks as a table.
 * @param month  days outside of it are muted; undefined for a week by itself
 */
export function CalendarTable({
  caption,
  weeks,
  month,
  today,
  entries,
  mayMove = () => false,
}: Omit<CalendarProps, 'day' | 'weekStart'> & { caption: string; weeks: string[][]; month?: string }) {
  const byDay = groupByDay(entries);
  return (
    <Table phone="scroll" caption={caption}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" className="min-w-32">
              <span aria-hidden="true">{writeShortWeekday(day)}</span>
              <span className="sr-only">{writeWeekday(day)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} data-day={day}>
                <p className={month && !day.startsWith(month) ? 'text-xs text-muted' : 'text-xs font-medium'}>
                  <time dateTime={day} aria-current={day === today ? 'date' : undefined}>
                    <span aria-hidden="true">
                      {day.endsWith('-01') || !month ? writeShortDay(day) : Number(day.slice(8))}
                    </span>
                    <span className="sr-only">{writeLongDay(day)}</span>
                  </time>
                  {day === today && ' · Today'}
                </p>
                <Entries entries={byDay.get(day) ?? []} mayMove={mayMove} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Entries by their days, in their order. */
export function groupByDay(entries: readonly CalendarEntry[]): Map<string, CalendarEntry[]> {
  const days = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const day = entry.local.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}

/** The emails and posts of a day; nothing where there are none. */
export function Entries({
  entries,
  mayMove,
}: {
  entries: readonly CalendarEntry[];
  mayMove: (entry: CalendarEntry) => boolean;
}) {
  if (entries.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} mayMove={entry.isMovable && mayMove(entry)} />
      ))}
    </ul>
  );
}
