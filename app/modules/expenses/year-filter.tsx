import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { listBookYears } from './book-years.ts';

/**
 * Chooses the year that a page of the books shows.
 * @param children  further fields and links
 */
export function YearFilter({ action, year, children }: { action: string; year: number; children?: ReactNode }) {
  return (
    <form action={action} className="no-print flex flex-wrap items-end gap-3">
      <SelectField
        name="year"
        label="Year"
        options={listBookYears().map((one) => ({ value: String(one), label: String(one) }))}
        defaultValue={String(year)}
      />
      {children}
      <Button>Show</Button>
    </form>
  );
}
