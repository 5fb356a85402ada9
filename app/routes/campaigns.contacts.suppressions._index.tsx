import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextareaField, TextField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { normalizeAddress } from '~/modules/campaigns/contacts/address.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { readMomentPlace, writeMomentPlace } from '~/modules/campaigns/contacts/place.ts';
import { ContactPlaces } from '~/modules/campaigns/contacts/places.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerNewSuppression, suppressionsPath } from '~/modules/campaigns/suppressions/answers.server.ts';
import { listSuppressions, suppressionsPerPage } from '~/modules/campaigns/suppressions/queries.server.ts';
import { reasonLabels } from '~/modules/campaigns/suppressions/reasons.ts';
import { newSuppressionSchema } from '~/modules/campaigns/suppressions/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Suppressions', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const query = readSearchText(searchParams.get('q'), 320);
  // What is no address finds nothing, as an address does that is not suppressed.
  const email = query === '' ? null : (normalizeAddress(query) ?? query);
  const before = readMomentPlace(searchParams.get('before'));
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ found: listSuppressions(handle, { email, before }) })),
  ]);
  const { rows, last } = cutPage(found, suppressionsPerPage);
  return {
    query,
    rows,
    isFirst: before === null,
    next: last ? writeAddress(suppressionsPath, { q: query, before: writeMomentPlace(last) }) : null,
    path: suppressionsPath,
    id: crypto.randomUUID(),
    mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, newSuppressionSchema);
  return form.ok ? await answerNewSuppression(args, form.value) : form.answer;
}

export default function SuppressionsPage() {
  const { query, rows, isFirst, next, path, id, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current="Suppressions" />
      <PageHeader
        title="Suppressions"
        description="Addresses that get no email, whatever their contacts agreed to. They stay when a contact is erased."
      />
      <ContactPlaces current={path} />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      <form method="get" className="no-print flex max-w-xl flex-wrap items-end gap-3">
        <TextField
          name="q"
          label="Address"
          type="search"
          maxLength={320}
          autoCapitalize="none"
          defaultValue={query}
          className="min-w-0 grow"
        />
        <Button>Search</Button>
        {query !== '' && (
          <LinkButton variant="quiet" href={path}>
            Clear
          </LinkButton>
        )}
      </form>
      {rows.length === 0 ? (
        <EmptyState
          icon="shield-check"
          title={
            query !== '' ? 'This address is not suppressed' : isFirst ? 'No address is suppressed' : 'Nothing older'
          }
        >
          {query === '' &&
            isFirst &&
            'Who unsubscribes, complains or cannot be reached comes here by themselves. You can add an address below.'}
        </EmptyState>
      ) : (
        <Table caption="Suppressed addresses">
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Reason</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="w-full">
                  <a href={`${path}/${row.id}`} className="link wrap-anywhere">
                    {row.email}
                  </a>
                </th>
                <td>
                  <Tag hue="danger">{reasonLabels[row.reason]}</Tag>
                </td>
                <td className="whitespace-nowrap">
                  <Day date={row.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of suppressions"
        back={!isFirst && { href: writeAddress(path, { q: query }), label: 'Newest' }}
        next={next !== null && { href: next, label: 'Older' }}
      />
      {mayWrite && (
        <section aria-labelledby="suppress" className="no-print flex max-w-xl flex-col gap-3">
          <h2 id="suppress">Suppress an address</h2>
          <Card>
            <OrganizationForm className="flex flex-col gap-4">
              <input type="hidden" name="id" value={typed?.id ?? id} />
              <TextField
                name="email"
                label="Email"
                inputMode="email"
                required
                maxLength={320}
                autoCapitalize="none"
                autoComplete="off"
                defaultValue={typed?.email}
                error={answer?.error?.email}
              />
              <TextareaField
                name="note"
                label="Why nobody may write there"
                required={false}
                rows={2}
                maxLength={1_000}
                defaultValue={typed?.note}
                error={answer?.error?.note}
              />
              <div>
                <Button>Suppress</Button>
              </div>
            </OrganizationForm>
          </Card>
        </section>
      )}
    </>
  );
}
