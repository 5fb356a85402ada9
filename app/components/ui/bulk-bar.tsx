import type { ReactNode } from 'react';
import { Button } from './button.tsx';

const formId = 'bulk';

/** An act that can be done to several things of a list at once. */
export interface BulkAct {
  /** As the address of the preview names it. */
  value: string;
  label: string;
}

/**
 * The acts that can be done to what is ticked in a list. It only asks for the page that shows what each would do; nothing is done
 * before that page is confirmed.
 * @param action  the address of that page
 * @param thing  the things that are ticked: "tools"
 */
export function BulkBar({ action, thing, acts }: { action: string; thing: string; acts: readonly BulkAct[] }) {
  return (
    <form id={formId} action={action} className="flex flex-wrap items-center gap-2">
      <p className="mr-1 text-muted" data-ticked-count="">{`With the ticked ${thing}:`}</p>
      {acts.map(({ value, label }) => (
        <Button key={value} name="act" value={value} size="small" className="max-md:min-h-11">
          {label}
        </Button>
      ))}
    </form>
  );
}

/** The heading of the column of ticks. Where there is script, it ticks all of them. */
export function TickHeading({ thing }: { thing: string }) {
  return (
    <th scope="col" className="w-0 pr-0!">
      <label className="tick" data-tick-all="" hidden>
        <input type="checkbox" className="check" />
        <span className="sr-only">{`Tick all ${thing} of this page`}</span>
      </label>
      <span className="sr-only">Tick</span>
    </th>
  );
}

/**
 * A box in front of a thing of the list.
 * @param label  the thing it is in front of
 */
export function Tick({ value, label }: { value: string; label: ReactNode }) {
  return (
    <label className="tick">
      <input type="checkbox" name="id" value={value} form={formId} className="check" />
      <span className="sr-only">{label}</span>
    </label>
  );
}
