import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import type { AuditEntry } from './entries.ts';
import { AuditFilterForm } from './filter-form.tsx';
import { type AuditFilters, auditAddress } from './filters.ts';
import { AuditTable } from './table.tsx';

/** The trail below its heading: filters, entries, and the way to older ones. */
export function AuditPage({
  path,
  filters,
  entries,
  older,
  withOrganization = false,
}: {
  path: string;
  filters: AuditFilters;
  entries: AuditEntry[];
  /** The entry the next page comes after; null on the last page. */
  older: string | null;
  withOrganization?: boolean;
}) {
  const { after, ...conditions } = filters;
  return (
    <>
      <AuditFilterForm path={path} filters={filters} withOrganization={withOrganization} />
      {entries.length === 0 ? (
        <EmptyState
          icon="book-search"
          title="No entries"
          actions={<LinkButton href={path}>Show all entries</LinkButton>}
        >
          {after ? 'There is nothing older.' : 'Nothing in the trail matches these filters.'}
        </EmptyState>
      ) : (
        <AuditTable entries={entries} withOrganization={withOrganization} />
      )}
      <Steps
        label="Pages of entries"
        back={after !== undefined && { href: auditAddress(path, conditions), label: 'Newest' }}
        next={older !== null && { href: auditAddress(path, { ...conditions, after: older }), label: 'Older' }}
      />
    </>
  );
}
