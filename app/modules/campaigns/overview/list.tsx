import { Button, LinkButton } from '~/components/ui/button.tsx';
import { CheckboxField, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { EmptyState, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { campaignStatusLabels, campaignTypeLabels } from '../campaigns/labels.ts';
import { CampaignTag } from '../campaigns/status-tag.tsx';
import { type CampaignFilters, isFiltered, writeOverviewAddress } from './filters.ts';
import type { ListedCampaign } from './queries.server.ts';

const path = '/campaigns';
/** Addresses of the list name it, because it stands below the calendar. */
const listId = 'campaigns';

/** Campaigns with the form that narrows them. */
export function CampaignList({
  rows,
  filters,
  tags,
  isFirst,
  next,
  mayWrite,
}: {
  rows: readonly ListedCampaign[];
  filters: CampaignFilters;
  /** Tags to narrow by. */
  tags: readonly string[];
  isFirst: boolean;
  /** Where the list goes on; null at its end. */
  next: string | null;
  mayWrite: boolean;
}) {
  return (
    <div className="flex flex-col gap-4">
      <h2 id={listId}>Campaigns</h2>
      <FilterForm filters={filters} tags={tags} />
      {rows.length === 0 ? (
        <NoCampaigns filters={filters} isFirst={isFirst} mayWrite={mayWrite} />
      ) : (
        <CampaignTable rows={rows} />
      )}
      <Steps
        label="Pages of campaigns"
        back={!isFirst && { href: `${writeOverviewAddress(filters)}#${listId}`, label: 'Back to the start' }}
        next={next !== null && { href: `${next}#${listId}`, label: 'Next' }}
      />
    </div>
  );
}

function NoCampaigns({
  filters,
  isFirst,
  mayWrite,
}: {
  filters: CampaignFilters;
  isFirst: boolean;
  mayWrite: boolean;
}) {
  if (!isFirst) return <EmptyState icon="megaphone" title="Nothing further on" />;
  if (isFiltered(filters))
    return (
      <EmptyState
        icon="search"
        title="No campaign is like that"
        actions={<LinkButton href={path}>Show all</LinkButton>}
      >
        Take a filter off, or search for another word.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="megaphone"
      title="No campaign yet"
      actions={
        mayWrite && (
          <LinkButton variant="primary" href="/campaigns/new">
            New campaign
          </LinkButton>
        )
      }
    >
      A campaign holds its emails, posts and content together, with what it costs and brings.
    </EmptyState>
  );
}

function FilterForm({ filters, tags }: { filters: CampaignFilters; tags: readonly string[] }) {
  const { status, type, tag, query, isArchived } = filters;
  const tagOptions = [...new Set([...tags, ...(tag ? [tag] : [])])];
  return (
    <form action={`${path}#${listId}`} className="no-print grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <TextField name="q" label="Name" type="search" maxLength={100} defaultValue={query} />
      <SelectField name="status" label="State" defaultValue={status} options={optionsOf(campaignStatusLabels, 'All')} />
      <SelectField name="type" label="Type" defaultValue={type} options={optionsOf(campaignTypeLabels, 'All')} />
      <SelectField
        name="tag"
        label="Tag"
        defaultValue={tag}
        options={[{ value: '', label: 'All' }, ...tagOptions.map((one) => ({ value: one, label: one }))]}
      />
      <div className="flex flex-wrap items-center gap-3">
        <CheckboxField name="archived" label="Archived" value="yes" defaultChecked={isArchived} />
        <Button>Search</Button>
        {isFiltered(filters) && (
          <LinkButton variant="quiet" href={path}>
            Clear
          </LinkButton>
        )}
      </div>
    </form>
  );
}

function CampaignTable({ rows }: { rows: readonly ListedCampaign[] }) {
  return (
    <Table caption="Campaigns">
      <thead>
        <tr>
          <th scope="col">Campaign</th>
          <th scope="col">State</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col" className="number">
            Spent
          </th>
          <th scope="col" className="number">
            Budget
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, slug, type, status, startDate, endDate, budget, budgetSpent, currency, tags }) => (
          <tr key={id}>
            <th scope="row" className="w-full">
              <a href={`/campaigns/${slug}`} className="link wrap-anywhere">
                {name}
              </a>
              <span className="block text-xs font-normal text-muted wrap-anywhere">
                {[campaignTypeLabels[type], ...tags].join(' · ')}
              </span>
            </th>
            <td>
              <CampaignTag status={status} />
            </td>
            <td className="whitespace-nowrap">{startDate && <Day date={startDate} />}</td>
            <td className="whitespace-nowrap">{endDate && <Day date={endDate} />}</td>
            <td className="number">
              <Money cents={budgetSpent} currency={currency} />
            </td>
            <td className="number">{budget === null ? '–' : <Money cents={budget} currency={currency} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
