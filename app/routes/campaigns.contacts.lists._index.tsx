import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { listsPath, saveList } from '~/modules/campaigns/contact-lists/answers.server.ts';
import { ListForm } from '~/modules/campaigns/contact-lists/list-form.tsx';
import { listContactLists, listsPerPage, writeMembers } from '~/modules/campaigns/contact-lists/queries.server.ts';
import { newListSchema } from '~/modules/campaigns/contact-lists/schema.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { ContactPlaces } from '~/modules/campaigns/contacts/places.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Lists', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const after = readSearchText(new URL(args.request.url).searchParams.get('after'), 200);
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ found: listContactLists(handle, after) })),
  ]);
  const { rows, last } = cutPage(found, listsPerPage);
  return {
    lists: rows.map(({ members, ...list }) => ({ ...list, members: writeMembers(members) })),
    isFirst: after === '',
    next: last ? writeAddress(listsPath, { after: last.name }) : null,
    path: listsPath,
    id: crypto.randomUUID(),
    mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, newListSchema);
  return form.ok ? await saveList(args, form.value, true, form.refuse) : form.answer;
}

export default function ListsPage() {
  const { lists, isFirst, next, path, id, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current="Lists" />
      <PageHeader title="Lists" description="Contacts that are written to together." />
      <ContactPlaces current={path} />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      {lists.length === 0 ? (
        <EmptyState icon="users-round" title={isFirst ? 'No lists yet' : 'No more lists'}>
          {mayWrite
            ? 'Make a list, then put contacts on it, or let people join it by a sign-up form.'
            : 'The lists that your organization makes appear here.'}
        </EmptyState>
      ) : (
        <Table caption="Lists">
          <thead>
            <tr>
              <th scope="col">List</th>
              <th scope="col" className="number">
                Contacts
              </th>
            </tr>
          </thead>
          <tbody>
            {lists.map((list) => (
              <tr key={list.id}>
                <th scope="row" className="w-full">
                  <a href={`${path}/${list.id}`} className="link wrap-anywhere">
                    {list.name}
                  </a>
                  {list.description && (
                    <span className="block text-xs font-normal wrap-anywhere text-muted">{list.description}</span>
                  )}
                </th>
                <td className="number">{list.members}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of lists"
        back={!isFirst && { href: path, label: 'Back to the start' }}
        next={next !== null && { href: next, label: 'Next' }}
      />
      {mayWrite && isFirst && (
        <section aria-labelledby="new-list" className="no-print flex max-w-xl flex-col gap-3">
          <h2 id="new-list">New list</h2>
          <Card>
            <ListForm entry={answer ? readTypedTexts(answer) : { id }} errors={answer?.error} save="New list" />
          </Card>
        </section>
      )}
    </>
  );
}
