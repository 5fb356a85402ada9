import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { todayIn } from '~/modules/campaigns/calendar/queries.server.ts';
import { hasEliteFeatures } from '~/modules/campaigns/emails/tiers.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerRepeatCommand } from '~/modules/campaigns/repeats/commands.server.ts';
import { CopyList } from '~/modules/campaigns/repeats/copies.tsx';
import { startRepeat, writeRepeat } from '~/modules/campaigns/repeats/form-values.ts';
import { listOccurrences } from '~/modules/campaigns/repeats/occurrences.ts';
import { findRepeat, findRepeatSource, listCopies } from '~/modules/campaigns/repeats/queries.server.ts';
import { repeatKinds } from '~/modules/campaigns/repeats/schema.ts';
import { RepeatSection } from '~/modules/campaigns/repeats/section.tsx';
import { describeRepeat } from '~/modules/campaigns/repeats/words.ts';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { listTimeZones } from '~/services/zoned-times.server.ts';
import { readKey } from '~/utils/addresses.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(`Repeat ${data.source.name}`, campaigns.unlockedBy.title) : writeTitle('Not found'),
];

/** Times that the page tells ahead. */
const timesShown = 5;

function readParams({ kind, id }: LoaderFunctionArgs['params']) {
  const name = readKey(repeatKinds, kind);
  if (name === undefined) throw notFound();
  return { kind: repeatKinds[name], id: requireId(id) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { kind, id } = readParams(args.params);
  const [visitor, found] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      source: findRepeatSource(handle, kind, id),
      repeat: findRepeat(handle, id),
      copies: listCopies(handle, kind, id),
      settings: findCampaignSettings(handle),
    })),
  ]);
  const [source] = found.source;
  const [settings] = found.settings;
  if (!source || !settings) throw notFound();
  const [repeat] = found.repeat;
  const mayChange = visitor.mayWrite && (isManager(visitor.role) || source.createdBy === visitor.user.id);
  const hasTier = hasEliteFeatures(visitor.organization.tier);
  const isOver = source.campaignStatus === 'COMPLETED' || source.campaignStatus === 'CANCELLED';
  const { version } = source;
  const newId = crypto.randomUUID();
  return {
    source,
    address: `/campaigns/${kind === repeatKinds.email ? 'emails' : 'posts'}`,
    sourceId: id,
    copies: found.copies,
    description: repeat?.isActive ? describeRepeat(repeat) : null,
    next: repeat?.isActive ? listOccurrences(repeat, new Date(), timesShown).map(({ local }) => local) : [],
    timeZone: repeat?.timeZone ?? settings.timeZone,
    values:
      mayChange && hasTier && !isOver && !source.isCopy
        ? repeat
          ? writeRepeat(repeat, { id: newId, version })
          : startRepeat({ id: newId, version, timeZone: settings.timeZone, today: todayIn(settings.timeZone) })
        : null,
    zones: listTimeZones(),
    mayStop: mayChange,
    hasTier,
    isOver,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { kind, id } = readParams(args.params);
  const [{ mayWrite }, form] = await Promise.all([requireModule(args, campaigns), readForm(args.request)]);
  if (!mayWrite) throw notFound();
  if (!(form instanceof FormData)) return form.answer;
  return answerRepeatCommand({ request: args.request, context: args.context, kind, id }, form);
}

export default function RepeatPage() {
  const { source, address, sourceId, copies, hasTier, isOver, ...section } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const typed = refused ? readTypedTexts(refused) : undefined;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns', label: campaigns.unlockedBy.title },
          { href: `/campaigns/${source.campaignSlug}`, label: source.campaignName },
          { href: `${address}/${sourceId}`, label: source.name },
        ]}
        current="Repeat"
      />
      <PageHeader
        title={`Repeat “${source.name}”`}
        description="It comes again by itself, at the same time of the clock."
      />
      <ErrorSummary errors={refused?.error} title="Nothing was saved" />
      {source.isCopy && (
        <Notice title="A repeat made this">It is a copy. The repeat of what it was copied from makes the next.</Notice>
      )}
      {!hasTier && (
        <Notice title="Repeats come with the Elite plan">
          <p>
            <LinkButton href="/plans" size="small">
              See the plans
            </LinkButton>
          </p>
        </Notice>
      )}
      {isOver && <Notice kind="warning">Its campaign is over, so nothing of it repeats.</Notice>}
      <RepeatSection
        {...section}
        values={section.values && typed?.intent === 'repeat' ? typed : section.values}
        errors={refused?.error}
      />
      <CopyList copies={copies} addressOf={(id) => `${address}/${id}`} />
    </>
  );
}
