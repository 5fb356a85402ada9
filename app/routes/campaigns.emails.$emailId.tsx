import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { listPeople } from '~/modules/accounts/people/queries.server.ts';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { answerEditor } from '~/modules/campaigns/emails/editing.server.ts';
import { EmailEditor } from '~/modules/campaigns/emails/editor.tsx';
import { typeEmail } from '~/modules/campaigns/emails/form.server.ts';
import { emailStatusHues, emailStatusLabels, isEditable } from '~/modules/campaigns/emails/labels.ts';
import { editorFormBytes } from '~/modules/campaigns/emails/limits.ts';
import {
  findEmail,
  listAudienceChoices,
  listOfferedListings,
  readEdited,
} from '~/modules/campaigns/emails/queries.server.ts';
import { suggestSendingTime } from '~/modules/campaigns/emails/sending-time.server.ts';
import { EmailState, FailedNotice } from '~/modules/campaigns/emails/state.tsx';
import { hasEliteFeatures } from '~/modules/campaigns/emails/tiers.ts';
import { listPictures } from '~/modules/campaigns/media/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, passOnRetryAfter, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  takesFiles: true,
  formBytes: editorFormBytes,
  frames: 'shows',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data?.shown.name ?? 'Email', campaigns.unlockedBy.title),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.emailId);
  const [visitor, { found, choices, listings, people, pictures }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findEmail(handle, id),
      choices: listAudienceChoices(handle),
      listings: listOfferedListings(handle),
      people: listPeople(handle),
      pictures: listPictures(handle),
    })),
  ]);
  const [row] = found;
  if (!row) throw notFound();
  const mayChange = visitor.mayWrite && (isManager(visitor.role) || row.createdBy === visitor.user.id);
  const { status, campaignName, campaignSlug, recipientCount, pausedReason, failedReason } = row;
  const plan = {
    local: row.scheduledLocal,
    timeZone: row.scheduledTimeZone,
    inRecipientZone: row.inRecipientZone,
  };
  const email = readEdited(row);
  return {
    address: `/campaigns/emails/${id}`,
    repeatAddress: `/campaigns/repeats/email/${id}`,
    campaign: { name: campaignName, slug: campaignSlug },
    shown: {
      name: row.name,
      status,
      subject: email.subject,
      previewText: email.previewText,
      fromName: email.fromName,
      fromEmail: email.fromEmail,
      recipientCount,
      scheduledLocal: plan.local,
      scheduledTimeZone: plan.timeZone,
      inRecipientZone: plan.inRecipientZone,
      pausedReason,
      failedReason,
    },
    mayChange,
    // Nobody is told addresses of colleagues who has no use for them.
    editor:
      mayChange && isEditable(status)
        ? {
            saved: typeEmail(email, row.version, suggestSendingTime(plan, row.timeZone, new Date())),
            lists: choices[0]?.lists ?? [],
            segments: choices[0]?.segments ?? [],
            listings,
            pictures,
            people: people.map(({ id, name, email }) => ({ id, name, email })),
            tracksEmails: row.tracksEmails,
            hasElite: hasEliteFeatures(visitor.organization.tier),
          }
        : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  return answerEditor({ request, context, id: requireId(params.emailId) });
}

export default function EmailPage() {
  const { address, repeatAddress, campaign, shown, mayChange, editor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && 'typed' in answer ? answer : undefined;
  const refusal = answer && 'status' in answer ? (answer.error ?? undefined) : undefined;
  return (
    <>
      <Breadcrumbs links={[{ href: `/campaigns/${campaign.slug}`, label: campaign.name }]} current={shown.name} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-3">
            {shown.name}
            <Tag hue={emailStatusHues[shown.status]}>{emailStatusLabels[shown.status]}</Tag>
          </span>
        }
        description={editor ? 'Write it, try it, then schedule it. Nothing goes out before you say so.' : undefined}
        actions={editor && <LinkButton href={repeatAddress}>Repeat</LinkButton>}
      />
      {editor ? (
        <>
          {shown.status === 'FAILED' && <FailedNotice reason={shown.failedReason} />}
          <EmailEditor {...editor} address={address} answer={typed} refusal={refusal} />
        </>
      ) : (
        <>
          <ErrorSummary errors={refusal ?? typed?.errors} title="Nothing was changed" />
          <EmailState email={shown} address={address} mayChange={mayChange} />
        </>
      )}
    </>
  );
}
