import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { CalendarList } from '~/modules/campaigns/calendar/calendar-list.tsx';
import {
  daysOfView,
  listWeek,
  viewLabels,
  widestDays,
  writeMonth,
  writeShortDay,
} from '~/modules/campaigns/calendar/days.ts';
import { CalendarTable, MonthCalendar } from '~/modules/campaigns/calendar/month-calendar.tsx';
import { type CalendarEntry, listCalendarEntries, todayIn } from '~/modules/campaigns/calendar/queries.server.ts';
import { CalendarSteps } from '~/modules/campaigns/calendar/steps.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { CampaignsScript } from '~/modules/campaigns/module-script.tsx';
import { answerCalendar } from '~/modules/campaigns/posts/calendar-commands.server.ts';
import { NewPost } from '~/modules/campaigns/posts/new-post.tsx';
import { listCampaignChoices, listWaitingPosts } from '~/modules/campaigns/posts/queries.server.ts';
import { WaitingPosts } from '~/modules/campaigns/posts/waiting.tsx';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readDay, readKey } from '~/utils/addresses.ts';
import { today as todayInUtc } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Posts', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const view = readKey(viewLabels, search.get('view')) ?? 'month';
  const asked = readDay(search.get('date'));
  // Which days weeks begin on, and which day it is, stand in the settings that come with the same request.
  const { from, to } = widestDays(view, asked ?? todayInUtc(), asked === undefined);
  const [visitor, { entries, waiting, choices, settings }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      entries: listCalendarEntries(handle, from, to),
      waiting: listWaitingPosts(handle),
      choices: listCampaignChoices(handle),
      settings: findCampaignSettings(handle),
    })),
  ]);
  const { timeZone = 'America/New_York', weekStart = 0 } = settings[0] ?? {};
  const today = todayIn(timeZone);
  const day = asked ?? today;
  const shown = daysOfView(view, day, weekStart);
  return {
    view,
    day,
    today,
    weekStart,
    entries: entries.filter(({ local }) => local >= shown.from && local.slice(0, 10) <= shown.to),
    waiting,
    choices,
    newId: crypto.randomUUID(),
    mayWrite: visitor.mayWrite,
    movesAll: isManager(visitor.role),
    userId: visitor.user.id,
  };
}

export const action = (args: ActionFunctionArgs) => answerCalendar(args);

export default function PostsPage() {
  const { view, day, today, weekStart, entries, waiting, choices, newId, mayWrite, movesAll, userId } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayMove = ({ createdBy }: CalendarEntry) => mayWrite && (movesAll || createdBy === userId);
  const week = listWeek(day, weekStart);
  const calendar = { today, entries, mayMove };
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current="Posts" />
      <PageHeader
        title={view === 'week' ? `Week of ${writeShortDay(week[0] ?? day)}` : writeMonth(day)}
        description="Emails and posts by the day and hour they were planned for."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {mayWrite && (
        <NewPost id={newId} campaigns={choices} texts={answer ? readTypedTexts(answer) : {}} errors={answer?.error} />
      )}
      <WaitingPosts posts={waiting} />
      <CalendarSteps view={view} day={day} />
      {view === 'list' && <CalendarList entries={entries} mayMove={mayMove} />}
      {view === 'month' && <MonthCalendar day={day} weekStart={weekStart} {...calendar} />}
      {view === 'week' && (
        <CalendarTable caption={`Week of ${writeShortDay(week[0] ?? day)}`} weeks={[week]} {...calendar} />
      )}
      {mayWrite && <CampaignsScript />}
    </>
  );
}
