import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { judgeDays } from '~/utils/ranges.ts';
import { type AuditFilters, auditAddress } from './filters.ts';
import { actionLabels, subjectLabels } from './labels.ts';

/** Filters the entries, and offers the same ones as a file. */
export function AuditFilterForm({
  path,
  filters,
  withOrganization,
}: {
  path: string;
  filters: AuditFilters;
  withOrganization: boolean;
}) {
  const { after: _, ...conditions } = filters;
  return (
    <form action={path} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <TextField name="person" label="Name or email of the person" maxLength={120} defaultValue={filters.person} />
        {withOrganization && (
          <TextField
            name="organization"
            label="Organization"
            maxLength={120}
            defaultValue={filters.organization}
            hint="Part of its name, or “platform” for the platform's own trail."
          />
        )}
        <SelectField
          name="subject"
          label="What"
          options={optionsOf(subjectLabels, 'All')}
          defaultValue={filters.subject ?? ''}
        />
        <SelectField
          name="action"
          label="What happened"
          options={optionsOf(actionLabels, 'All')}
          defaultValue={filters.action ?? ''}
        />
        <TextField name="from" label="From (day in UTC)" type="date" defaultValue={filters.from} />
        <TextField
          name="to"
          label="To (day in UTC)"
          type="date"
          defaultValue={filters.to}
          error={judgeDays(filters.from, filters.to)}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">Show entries</Button>
        <LinkButton href={auditAddress(`${path}.csv`, conditions)}>
          <Icon name="file-chart-column" className="icon size-4" />
          Download as CSV
        </LinkButton>
        {Object.keys(conditions).length > 0 && (
          <LinkButton href={path} variant="quiet">
            Clear
          </LinkButton>
        )}
      </div>
    </form>
  );
}
