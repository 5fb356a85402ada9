import { Card, EmptyState } from '~/components/ui/layout.tsx';
import { writeLongDay } from './days.ts';
import { Entries, groupByDay } from './month-calendar.tsx';
import type { CalendarEntry } from './queries.server.ts';

/** The emails and posts of some days, one after the other. */
export function CalendarList({
  entries,
  mayMove,
}: {
  entries: readonly CalendarEntry[];
  mayMove: (entry: CalendarEntry) => boolean;
}) {
  if (entries.length === 0) {
    return (
      <EmptyState icon="calendar-check" title="Nothing is planned here">
        Give a draft its day and time, and it appears here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {[...groupByDay(entries)].map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <Card className="p-5">
            <h2 id={`day-${day}`} className="text-base">
              {writeLongDay(day)}
            </h2>
            <Entries entries={ofDay} mayMove={mayMove} />
          </Card>
        </section>
      ))}
    </div>
  );
}
