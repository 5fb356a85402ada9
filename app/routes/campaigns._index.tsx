import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { ModulePage } from '~/components/layout/module-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { widestDays } from '~/modules/campaigns/calendar/days.ts';
import { MonthCalendar } from '~/modules/campaigns/calendar/month-calendar.tsx';
import { listCalendarEntries, todayIn } from '~/modules/campaigns/calendar/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { readBefore, readFilters, writeOverviewAddress } from '~/modules/campaigns/overview/filters.ts';
import { CampaignList } from '~/modules/campaigns/overview/list.tsx';
import {
  campaignsPerPage,
  countCampaignData,
  listCampaigns,
  listTags,
  sumRecentResults,
} from '~/modules/campaigns/overview/queries.server.ts';
import { OverviewFigures, RecentResults } from '~/modules/campaigns/overview/results.tsx';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const filters = readFilters(search);
  const before = readBefore(search);
  const days = widestDays('month', today(), true);
  const [{ mayWrite }, found] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      settings: findCampaignSettings(handle),
      counted: countCampaignData(handle),
      planned: listCalendarEntries(handle, days.from, days.to),
      summed: sumRecentResults(handle),
      listed: listCampaigns(handle, filters, before),
      tags: listTags(handle),
    })),
  ]);
  const [settings] = found.settings;
  const [counts] = found.counted;
  const [results] = found.summed;
  if (!settings || !counts || !results) throw notFound();
  const { rows, last } = cutPage(found.listed, campaignsPerPage);
  return {
    counts,
    results,
    planned: found.planned,
    day: todayIn(settings.timeZone),
    weekStart: settings.weekStart,
    rows,
    filters,
    tags: found.tags.map(({ tag }) => tag),
    isFirst: before === null,
    next: last ? writeOverviewAddress(filters, last) : null,
    mayWrite,
  };
}

export default function CampaignsPage() {
  const { counts, results, planned, day, weekStart, mayWrite, ...list } = useLoaderData<typeof loader>();
  return (
    <ModulePage module={campaigns} description="The campaigns of your organization, and what is about to be sent.">
      {mayWrite && (
        <div className="no-print">
          <LinkButton variant="primary" href="/campaigns/new">
            New campaign
          </LinkButton>
        </div>
      )}
      <OverviewFigures counts={counts} />
      <section aria-labelledby="month" className="flex flex-col gap-3">
        <h2 id="month">This month</h2>
        <MonthCalendar day={day} weekStart={weekStart} today={day} entries={planned} />
        <p>
          <a href="/campaigns/posts" className="link">
            Open the calendar
          </a>
        </p>
      </section>
      <RecentResults results={results} />
      <CampaignList {...list} mayWrite={mayWrite} />
    </ModulePage>
  );
}
