import { LinkButton } from '~/components/ui/button.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { stepDay, type View, viewLabels } from './days.ts';

const address = '/campaigns/posts';

/** Where a view of the calendar is. Without a day it is today's. */
const hrefOf = (view: View, date?: string) => writeAddress(address, { view: view === 'month' ? null : view, date });

/** Leads to the days before and after, to today, and to the other views of the same day. */
export function CalendarSteps({ view, day }: { view: View; day: string }) {
  return (
    <div className="no-print flex flex-wrap items-center justify-between gap-3">
      <nav aria-label="Days" className="flex gap-2">
        <LinkButton size="small" rel="prev" href={hrefOf(view, stepDay(view, day, -1))}>
          Previous
        </LinkButton>
        <LinkButton size="small" href={hrefOf(view)}>
          Today
        </LinkButton>
        <LinkButton size="small" rel="next" href={hrefOf(view, stepDay(view, day, 1))}>
          Next
        </LinkButton>
      </nav>
      <nav aria-label="Views" className="flex gap-2">
        {(['month', 'week', 'list'] as const).map((one) => (
          <a
            key={one}
            href={hrefOf(one, day)}
            aria-current={one === view ? 'page' : undefined}
            className="link px-1 py-2 aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {viewLabels[one]}
          </a>
        ))}
      </nav>
    </div>
  );
}
