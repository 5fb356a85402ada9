import { Button } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { stateOptions } from '../markets/market-filters.tsx';
import { farthest, writeDistance } from './distance.ts';
import type { ListedSchool } from './queries.server.ts';
import { gradeNames, type SchoolSearch } from './search.ts';

/** Finds schools by their place and their grades. @param problem  said beside "Near" */
export function SchoolFilters({ search, problem }: { search: SchoolSearch; problem: string | undefined }) {
  return (
    <form action="/reid/schools" className="no-print grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <SelectField name="state" label="State" defaultValue={search.state ?? ''} options={stateOptions} />
      <TextField name="city" label="City" defaultValue={search.city} />
      <TextField name="zip" label="ZIP code" defaultValue={search.zip} inputMode="numeric" maxLength={5} />
      <SelectField
        name="grades"
        label="Grade"
        defaultValue={search.grade ?? ''}
        options={optionsOf(gradeNames, 'All grades').toSorted(
          (one, other) => orderOf(one.value) - orderOf(other.value),
        )}
      />
      <TextField
        name="near"
        label="Near"
        defaultValue={search.near}
        placeholder="41.885, -87.622"
        hint="Latitude and longitude. A school’s own page fills this in."
        error={problem}
      />
      <TextField
        name="miles"
        label="Miles around"
        type="number"
        min="0.5"
        max={farthest}
        step="0.5"
        defaultValue={String(search.miles)}
      />
      <Button className="sm:mt-6.5">Find schools</Button>
    </form>
  );
}

/** "All grades" first, then by number: keys of objects that are numbers come before others. */
const orderOf = (value: string) => (value === '' ? -2 : Number(value));

/** A page of schools; their numbers are those of the dots on the map. */
export function SchoolTable({ schools, first }: { schools: readonly ListedSchool[]; first: number }) {
  const hasDistance = schools.some(({ distance }) => distance !== null);
  return (
    <Table caption="Schools">
      <thead>
        <tr>
          <th scope="col" className="number">
            No.
          </th>
          <th scope="col">School</th>
          {hasDistance && (
            <th scope="col" className="number">
              Distance
            </th>
          )}
          <th scope="col" className="max-sm:hidden">
            Grades
          </th>
          <th scope="col" className="number max-sm:hidden">
            Students
          </th>
          <th scope="col" className="number">
            Students a teacher
          </th>
        </tr>
      </thead>
      <tbody>
        {schools.map((school, place) => (
          <tr key={school.id}>
            <td className="number text-muted">{first + place}</td>
            <th scope="row" className="w-full">
              <a href={`/reid/schools/${school.id}`} className="link max-sm:inline-block max-sm:py-2">
                {school.name}
              </a>
              <span className="block text-xs font-normal text-muted">
                {[school.type, school.city && `${school.city}, ${school.state}`].filter(Boolean).join(' · ')}
              </span>
              <span className="block text-xs font-normal text-muted sm:hidden">
                {`Grades ${school.grades ?? '–'} · ${school.students?.toLocaleString('en-US') ?? '–'} students`}
              </span>
            </th>
            {hasDistance && (
              <td className="number whitespace-nowrap">
                {school.distance === null ? '–' : writeDistance(school.distance)}
              </td>
            )}
            <td className="whitespace-nowrap max-sm:hidden">{school.grades ?? '–'}</td>
            <td className="number max-sm:hidden">{school.students?.toLocaleString('en-US') ?? '–'}</td>
            <td className="number">{school.ratio?.toFixed(1) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
