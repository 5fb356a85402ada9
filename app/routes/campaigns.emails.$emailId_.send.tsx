import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { Findings } from '~/modules/campaigns/emails/findings.tsx';
import { isEditable } from '~/modules/campaigns/emails/labels.ts';
import { describeSavedAudience, findEmail } from '~/modules/campaigns/emails/queries.server.ts';
import { answerSendNow } from '~/modules/campaigns/emails/send-now.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Send now', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.emailId);
  const [visitor, { found, audience }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findEmail(handle, id),
      audience: describeSavedAudience(handle, id),
    })),
  ]);
  const [email] = found;
  const mayChange = visitor.mayWrite && (isManager(visitor.role) || email?.createdBy === visitor.user.id);
  if (!email || !mayChange) throw notFound();
  const { total = 0, mailable = 0 } = audience[0] ?? {};
  return {
    address: `/campaigns/emails/${id}`,
    name: email.name,
    subject: email.subject,
    sender: `${email.fromName}, ${email.fromEmail}`,
    version: email.version,
    isOpen: isEditable(email.status),
    total,
    mailable,
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.emailId);
  return answerSendNow(args, id);
}

export default function SendNowPage() {
  const { address, name, subject, sender, version, isOpen, total, mailable } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const leftOut = total - mailable;
  return (
    <>
      <Breadcrumbs links={[{ href: address, label: name }]} current="Send now" />
      <PageHeader
        title={isOpen ? `Send it to ${countWords(mailable, 'contact')} now?` : 'It is on its way, or went out'}
        description={
          isOpen
            ? 'It goes out within a minute or two. What was sent cannot be taken back.'
            : 'Nothing more is sent by this page.'
        }
      />
      <ErrorSummary errors={answer && 'error' in answer ? answer.error : undefined} title="Nothing was sent" />
      {answer && 'findings' in answer && <Findings findings={answer.findings} />}
      <Card>
        <DefinitionList
          entries={[
            { term: 'Subject', details: subject || '–' },
            { term: 'From', details: sender },
            { term: 'Get it', details: mailable.toLocaleString('en-US') },
            { term: 'Left out: no consent, or suppressed', details: leftOut.toLocaleString('en-US') },
          ]}
        />
      </Card>
      <OrganizationForm className="flex flex-wrap gap-2">
        <input type="hidden" name="version" value={version} />
        {isOpen && (
          <Button variant="primary" name="intent" value="send">
            {`Send now to ${countWords(mailable, 'contact')}`}
          </Button>
        )}
        <LinkButton href={address} variant="quiet">
          Back to the email
        </LinkButton>
      </OrganizationForm>
    </>
  );
}
