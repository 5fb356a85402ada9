import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { ContactFilterForm } from '~/modules/campaigns/contacts/filter-form.tsx';
import {
  contactsAddress,
  contactsPath,
  contactsPerPage,
  isFiltered,
  parseContactFilters,
} from '~/modules/campaigns/contacts/filters.ts';
import { ContactPlaces } from '~/modules/campaigns/contacts/places.tsx';
import { countContacts, listContacts, listListChoices } from '~/modules/campaigns/contacts/queries.server.ts';
import { ContactRoom } from '~/modules/campaigns/contacts/room.tsx';
import { ContactTable } from '~/modules/campaigns/contacts/table.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Contacts', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const filters = parseContactFilters(new URL(args.request.url).searchParams);
  const [{ mayWrite, role }, { found, lists, counted }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: listContacts(handle, filters),
      lists: listListChoices(handle),
      counted: countContacts(handle),
    })),
  ]);
  const [counts] = counted;
  if (!counts) throw notFound();
  const { rows, last } = cutPage(found, contactsPerPage);
  return {
    filters,
    rows,
    lists,
    counts,
    next: last ? contactsAddress({ ...filters, after: { key: last.key, id: last.id } }) : null,
    mayWrite,
    mayManage: mayWrite && isManager(role),
  };
}

export default function ContactsPage() {
  const { filters, rows, lists, counts, next, mayWrite, mayManage } = useLoaderData<typeof loader>();
  const isFirst = filters.after === null;
  return (
    <>
      <PageHeader
        title="Contacts"
        description="The people your organization writes to, and what they agreed to."
        actions={
          mayWrite && (
            <>
              {mayManage && counts.contacts > 0 && (
                <OrganizationForm action={`${contactsPath}/export.csv`}>
                  <Button>Export</Button>
                </OrganizationForm>
              )}
              {mayManage && <LinkButton href={`${contactsPath}/import`}>Import</LinkButton>}
              <LinkButton variant="primary" href={`${contactsPath}/new`}>
                Add contact
              </LinkButton>
            </>
          )
        }
      />
      <ContactPlaces current={contactsPath} />
      <ContactRoom {...counts} />
      {(counts.contacts > 0 || isFiltered(filters)) && <ContactFilterForm filters={filters} lists={lists} />}
      {rows.length === 0 ? (
        <NobodyHere isFirst={isFirst} isNarrowed={isFiltered(filters)} mayWrite={mayWrite} mayManage={mayManage} />
      ) : (
        <ContactTable caption="Contacts" rows={rows} />
      )}
      <Steps
        label="Pages of contacts"
        back={!isFirst && { href: contactsAddress({ ...filters, after: null }), label: 'Back to the start' }}
        next={next !== null && { href: next, label: 'Next' }}
      />
    </>
  );
}

function NobodyHere({
  isFirst,
  isNarrowed,
  mayWrite,
  mayManage,
}: {
  isFirst: boolean;
  isNarrowed: boolean;
  mayWrite: boolean;
  mayManage: boolean;
}) {
  if (!isFirst) return <EmptyState icon="users-round" title="Nobody further on" />;
  if (isNarrowed) {
    return (
      <EmptyState icon="search" title="Nobody was found">
        Search for the beginning of a name or an address, or choose fewer filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="users-round" title="No contacts yet">
      {mayManage
        ? 'Add somebody who agreed to hear from you, or import a file of them.'
        : mayWrite
          ? 'Add somebody who agreed to hear from you. An owner or admin can import a file of them.'
          : 'Whom your organization adds appears here.'}
    </EmptyState>
  );
}
