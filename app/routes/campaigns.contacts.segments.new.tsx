import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { listListChoices } from '~/modules/campaigns/contacts/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerSegmentForm, segmentsPath } from '~/modules/campaigns/segments/answers.server.ts';
import { readDraft } from '~/modules/campaigns/segments/draft.ts';
import { listSentEmails } from '~/modules/campaigns/segments/queries.server.ts';
import { SegmentForm } from '~/modules/campaigns/segments/segment-form.tsx';
import { hasBehaviour, readAnswer, ruleFieldIds } from '~/modules/campaigns/segments/shown.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New segment', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite, organization }, { lists, emails }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ lists: listListChoices(handle), emails: listSentEmails(handle) })),
  ]);
  if (!mayWrite) throw notFound();
  return {
    lists,
    emails,
    hasBehaviour: hasBehaviour(organization.tier),
    path: segmentsPath,
    id: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const form = await readForm(args.request);
  return form instanceof FormData ? await answerSegmentForm(args, form, null) : form.answer;
}

export default function NewSegmentPage() {
  const { path, id, ...choices } = useLoaderData<typeof loader>();
  const { draft, errors, counted } = readAnswer(useActionData<typeof action>(), readDraft({ id }));
  return (
    <>
      <Breadcrumbs
        links={[
          { href: contactsPath, label: 'Contacts' },
          { href: path, label: 'Segments' },
        ]}
        current="New segment"
      />
      <PageHeader title="New segment" />
      <ErrorSummary errors={errors} ids={ruleFieldIds} title="Nothing was saved" />
      <SegmentForm draft={draft} errors={errors} counted={counted} {...choices} />
    </>
  );
}
