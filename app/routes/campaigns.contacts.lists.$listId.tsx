import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { answerListForm, listsPath } from '~/modules/campaigns/contact-lists/answers.server.ts';
import { ListForm } from '~/modules/campaigns/contact-lists/list-form.tsx';
import { findContactList, writeMembers } from '~/modules/campaigns/contact-lists/queries.server.ts';
import { listPageSchema } from '~/modules/campaigns/contact-lists/schema.ts';
import { readEntry } from '~/modules/campaigns/contacts/entry.ts';
import { contactsPath, contactsPerPage, parseContactFilters } from '~/modules/campaigns/contacts/filters.ts';
import { listContacts } from '~/modules/campaigns/contacts/queries.server.ts';
import { ContactTable } from '~/modules/campaigns/contacts/table.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.list.name, 'Lists') : writeTitle('List not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.listId);
  const { after } = parseContactFilters(new URL(args.request.url).searchParams);
  const filters = { query: '', listId: id, tag: null, standing: null, after };
  const [{ mayWrite }, { lists, found }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      lists: findContactList(handle, id),
      found: listContacts(handle, filters),
    })),
  ]);
  const [list] = lists;
  if (!list) throw notFound();
  const { rows, last } = cutPage(found, contactsPerPage);
  return {
    list: { ...list, members: writeMembers(list.members) },
    rows,
    isFirst: after === null,
    next: last ? writeAddress(`${listsPath}/${id}`, { after: last.key, id: last.id }) : null,
    path: listsPath,
    mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.listId);
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, listPageSchema);
  return form.ok ? await answerListForm(args, id, form.value, form.refuse) : form.answer;
}

export default function ListPage() {
  const { list, rows, isFirst, next, path, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const page = `${path}/${list.id}`;
  const added = readEntry(answer, ['add'], {});
  return (
    <>
      <Breadcrumbs
        links={[
          { href: contactsPath, label: 'Contacts' },
          { href: path, label: 'Lists' },
        ]}
        current={list.name}
      />
      <PageHeader
        title={list.name}
        description={list.description ?? undefined}
        actions={
          mayWrite && (
            <Confirmation
              id="delete-list"
              label="Delete list"
              title={`Delete ${list.name}?`}
              confirmLabel="Yes, delete"
              fields={{ intent: 'delete' }}
            >
              <p>Its contacts stay. Who left the list themselves is forgotten with it.</p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {mayWrite && (
        <OrganizationForm className="no-print flex max-w-xl flex-wrap items-end gap-3">
          <TextField
            name="email"
            label="Email of a contact"
            inputMode="email"
            required
            maxLength={320}
            autoCapitalize="none"
            autoComplete="off"
            defaultValue={added.entry.email}
            error={added.errors?.email}
            className="min-w-0 grow"
          />
          <Button name="intent" value="add">
            Add to list
          </Button>
        </OrganizationForm>
      )}
      <section aria-labelledby="members" className="flex flex-col gap-3">
        <h2 id="members">{`On this list: ${list.members}`}</h2>
        {rows.length === 0 ? (
          <EmptyState icon="users-round" title={isFirst ? 'Nobody is on this list' : 'Nobody further on'}>
            {isFirst && 'Add contacts by their address above, on their pages, or by an import.'}
          </EmptyState>
        ) : (
          <ContactTable
            caption={`Contacts on ${list.name}`}
            rows={rows}
            act={
              mayWrite
                ? {
                    heading: 'Remove',
                    button: (row) => (
                      <OrganizationForm>
                        <input type="hidden" name="contactId" value={row.id} />
                        <Button size="small" name="intent" value="remove-from-list">
                          Remove from list
                          <span className="sr-only">: {row.name || row.email}</span>
                        </Button>
                      </OrganizationForm>
                    ),
                  }
                : undefined
            }
          />
        )}
        <Steps
          label="Pages of contacts"
          back={!isFirst && { href: page, label: 'Back to the start' }}
          next={next !== null && { href: next, label: 'Next' }}
        />
      </section>
      {mayWrite && (
        <section aria-labelledby="change" className="no-print flex max-w-xl flex-col gap-3">
          <h2 id="change">Change the list</h2>
          <Card>
            <ListForm
              {...readEntry(answer, ['save'], {
                id: list.id,
                name: list.name,
                description: list.description ?? '',
              })}
              save="Save"
            />
          </Card>
        </section>
      )}
    </>
  );
}
