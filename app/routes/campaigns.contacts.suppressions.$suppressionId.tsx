import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerLift, suppressionsPath } from '~/modules/campaigns/suppressions/answers.server.ts';
import { findSuppression, listOtherReasons } from '~/modules/campaigns/suppressions/queries.server.ts';
import { isLiftable, reasonLabels, reasonSentences } from '~/modules/campaigns/suppressions/reasons.ts';
import { suppressionPageSchema } from '~/modules/campaigns/suppressions/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Suppression', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.suppressionId);
  const [{ mayWrite, role }, { found, others }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findSuppression(handle, id),
      others: listOtherReasons(handle, id),
    })),
  ]);
  const [suppression] = found;
  if (!suppression) throw notFound();
  return {
    suppression,
    others,
    path: suppressionsPath,
    mayLift: mayWrite && isManager(role) && isLiftable(suppression.reason, suppression.isOld),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.suppressionId);
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, suppressionPageSchema);
  return form.ok ? await answerLift(args, id, form.refuse) : form.answer;
}

export default function SuppressionPage() {
  const { suppression, others, path, mayLift } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { email, reason, note, person, at, contactId, contact } = suppression;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: contactsPath, label: 'Contacts' },
          { href: path, label: 'Suppressions' },
        ]}
        current={email}
      />
      <PageHeader
        title={email}
        description={reasonSentences[reason]}
        actions={
          mayLift && (
            <Confirmation
              id="lift-suppression"
              label="Lift"
              title="Lift this suppression?"
              confirmLabel="Yes, lift it"
              confirmVariant="primary"
              fields={{ intent: 'lift' }}
            >
              <p>
                {others.length > 0
                  ? 'The address stays suppressed for its other reasons.'
                  : 'Emails go there again, as far as its contact agreed to them.'}
              </p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <Card>
        <DefinitionList
          entries={[
            { term: 'Reason', details: reasonLabels[reason] },
            { term: 'Since', details: <Day date={at} /> },
            ...(person ? [{ term: 'By', details: <bdi>{person}</bdi> }] : []),
            ...(note
              ? [{ term: 'Note', details: <span className="whitespace-pre-wrap wrap-anywhere">{note}</span> }]
              : []),
            {
              term: 'Contact',
              details: contactId ? (
                <a href={`${contactsPath}/${contactId}`} className="link wrap-anywhere">
                  {contact || email}
                </a>
              ) : (
                'Nobody has this address'
              ),
            },
          ]}
        />
      </Card>
      {others.length > 0 && (
        <Notice title="It is suppressed for other reasons, too">
          <ul className="flex flex-col gap-1">
            {others.map((other) => (
              <li key={other.id}>
                <a href={`${path}/${other.id}`} className="link">
                  {reasonLabels[other.reason]}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
