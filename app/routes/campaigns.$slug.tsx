import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { AuditTable } from '~/modules/audit/table.tsx';
import { answerCampaignAct } from '~/modules/campaigns/campaigns/acts.server.ts';
import { EndSection, TransitionButtons } from '~/modules/campaigns/campaigns/buttons.tsx';
import { ContentSection } from '~/modules/campaigns/campaigns/content-section.tsx';
import { EmailsSection } from '~/modules/campaigns/campaigns/emails-section.tsx';
import { CampaignFacts, MoneyFigures } from '~/modules/campaigns/campaigns/facts.tsx';
import { CampaignForm } from '~/modules/campaigns/campaigns/form.tsx';
import { writeCampaign } from '~/modules/campaigns/campaigns/form-values.ts';
import { PostsSection } from '~/modules/campaigns/campaigns/posts-section.tsx';
import {
  findCampaign,
  listCampaignAudit,
  listCampaignEmails,
  listCampaignPosts,
  listContentChoices,
  listLinkedContent,
} from '~/modules/campaigns/campaigns/queries.server.ts';
import { answerSave } from '~/modules/campaigns/campaigns/saving.server.ts';
import { CampaignTag } from '~/modules/campaigns/campaigns/status-tag.tsx';
import { listTransitions } from '~/modules/campaigns/campaigns/transitions.ts';
import { answerEntryCommand } from '~/modules/campaigns/entries/commands.server.ts';
import { readEntryPlace, writeEntryPlace } from '~/modules/campaigns/entries/place.ts';
import { entriesPerPage, listEntries } from '~/modules/campaigns/entries/queries.server.ts';
import { entryIntents } from '~/modules/campaigns/entries/schema.ts';
import { EntriesSection } from '~/modules/campaigns/entries/section.tsx';
import { readBuiltLink } from '~/modules/campaigns/links/built-link.ts';
import { LinkSection } from '~/modules/campaigns/links/section.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { today } from '~/utils/dates.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.campaign.name, campaigns.unlockedBy.title) : writeTitle('Campaign not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const { slug = '' } = args.params;
  const search = new URL(args.request.url).searchParams;
  const before = readEntryPlace(search.get('entries'));
  const [visitor, found] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      campaign: findCampaign(handle, slug),
      emails: listCampaignEmails(handle, slug),
      posts: listCampaignPosts(handle, slug),
      linked: listLinkedContent(handle, slug),
      choices: listContentChoices(handle, slug),
      entries: listEntries(handle, slug, before),
      audit: listCampaignAudit(handle, slug),
    })),
  ]);
  const [campaign] = found.campaign;
  if (!campaign) throw notFound();
  const { rows, last } = cutPage(found.entries, entriesPerPage);
  const { mayWrite, role, user } = visitor;
  const isTheirs = campaign.createdBy === user.id;
  const mayChange = mayWrite && (isManager(role) || isTheirs);
  const page = `/campaigns/${campaign.slug}`;
  return {
    campaign,
    emails: found.emails,
    posts: found.posts,
    linked: found.linked,
    choices: mayWrite ? found.choices : [],
    entries: rows,
    steps: { first: before && page, next: last ? writeAddress(page, { entries: writeEntryPlace(last) }) : null },
    audit: isManager(role) ? found.audit : null,
    built: readBuiltLink(search, campaign.slug),
    userId: user.id,
    isManager: isManager(role),
    mayWrite,
    mayChange,
    mayDelete: mayChange && (isManager(role) || campaign.isNew),
    newId: crypto.randomUUID(),
    day: today(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { slug = '' } = args.params;
  const [{ mayWrite }, form] = await Promise.all([requireModule(args, campaigns), readForm(args.request)]);
  if (!mayWrite) throw notFound();
  if (!(form instanceof FormData)) return form.answer;
  const intent = form.get('intent');
  if (intent === 'save') return answerSave(args, slug, form);
  if (entryIntents.some((one) => one === intent)) return answerEntryCommand(args, slug, form);
  return answerCampaignAct(args, slug, form);
}

export default function CampaignPage() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { campaign, mayWrite, mayChange, newId } = data;
  const typed: Record<string, string | undefined> = refused ? readTypedTexts(refused) : {};
  const errors = refused?.error;
  const transitions = mayChange ? listTransitions(campaign.status, data.isManager) : [];
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current={campaign.name} />
      <PageHeader
        title={campaign.name}
        actions={transitions.length > 0 && <TransitionButtons version={campaign.version} transitions={transitions} />}
      />
      <p className="flex flex-wrap gap-2">
        <CampaignTag status={campaign.status} />
        {campaign.isArchived && <Tag>Archived</Tag>}
      </p>
      <ErrorSummary errors={errors} title="Nothing was changed" />
      <MoneyFigures campaign={campaign} />
      <CampaignFacts campaign={campaign} today={data.day} />
      {mayChange && (
        <details className="no-print card p-5" open={typed.intent === 'save'}>
          <summary className="cursor-pointer font-medium">Change name, dates, budget and goals</summary>
          <div className="mt-5">
            <CampaignForm
              values={typed.intent === 'save' ? typed : writeCampaign(campaign)}
              errors={typed.intent === 'save' ? errors : undefined}
              save="Save"
            />
          </div>
        </details>
      )}
      <EmailsSection
        emails={data.emails}
        newId={newId}
        mayWrite={mayWrite}
        typedName={typed.emailName}
        error={errors?.emailName}
      />
      <PostsSection posts={data.posts} newId={newId} mayWrite={mayWrite} error={errors?.platform} />
      <ContentSection
        linked={data.linked}
        choices={data.choices}
        mayWrite={mayWrite}
        typed={typed.intent === 'link-content' ? typed : {}}
        errors={typed.intent === 'link-content' ? errors : undefined}
      />
      <EntriesSection
        entries={data.entries}
        steps={data.steps}
        currency={campaign.currency}
        mayWrite={mayWrite}
        mayRemove={({ createdBy }) => data.isManager || createdBy === data.userId}
        form={{ newId, today: data.day, typed, errors }}
      />
      <LinkSection slug={campaign.slug} built={data.built} />
      {data.audit && data.audit.length > 0 && (
        <section aria-labelledby="audit" className="flex flex-col gap-3">
          <h2 id="audit">Audit trail</h2>
          <AuditTable entries={data.audit} withOrganization={false} />
        </section>
      )}
      {mayChange && <EndSection campaign={campaign} mayDelete={data.mayDelete} />}
    </>
  );
}
