import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { listListChoices } from '~/modules/campaigns/contacts/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerSegmentForm, segmentsPath } from '~/modules/campaigns/segments/answers.server.ts';
import { keptDraft } from '~/modules/campaigns/segments/draft.ts';
import { findSegment, listSentEmails } from '~/modules/campaigns/segments/queries.server.ts';
import { describeRule } from '~/modules/campaigns/segments/rules.ts';
import { SegmentForm } from '~/modules/campaigns/segments/segment-form.tsx';
import { hasBehaviour, readAnswer, ruleFieldIds } from '~/modules/campaigns/segments/shown.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.segment.name, 'Segments') : writeTitle('Segment not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.segmentId);
  const [{ mayWrite, organization }, { found, lists, emails }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findSegment(handle, id),
      lists: listListChoices(handle),
      emails: listSentEmails(handle),
    })),
  ]);
  const [segment] = found;
  if (!segment) throw notFound();
  return {
    segment,
    sentences: segment.rules.map((rule) => describeRule(rule, { lists, emails })),
    choices: { lists, emails, hasBehaviour: hasBehaviour(organization.tier) },
    path: segmentsPath,
    mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.segmentId);
  await requireModule(args, campaigns);
  const form = await readForm(args.request);
  return form instanceof FormData ? await answerSegmentForm(args, form, id) : form.answer;
}

export default function SegmentPage() {
  const { segment, sentences, choices, path, mayWrite } = useLoaderData<typeof loader>();
  const { draft, errors, counted } = readAnswer(useActionData<typeof action>(), keptDraft(segment));
  return (
    <>
      <Breadcrumbs
        links={[
          { href: contactsPath, label: 'Contacts' },
          { href: path, label: 'Segments' },
        ]}
        current={segment.name}
      />
      <PageHeader
        title={segment.name}
        actions={
          mayWrite && (
            <Confirmation
              id="delete-segment"
              label="Delete segment"
              title={`Delete ${segment.name}?`}
              confirmLabel="Yes, delete"
              fields={{ intent: 'delete' }}
            >
              <p>Its contacts stay. Emails that are scheduled keep the rules they were scheduled with.</p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={errors} ids={ruleFieldIds} title="Nothing was saved" />
      {mayWrite ? (
        <SegmentForm draft={draft} errors={errors} counted={counted} {...choices} />
      ) : (
        <Card className="flex flex-col gap-2 p-5">
          <p>{`A contact matches when ${segment.matchesAll ? 'all of these hold' : 'any of these holds'}:`}</p>
          <ul className="list-disc pl-5">
            {sentences.map((sentence, place) => (
              <li key={place} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
