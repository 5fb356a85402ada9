import type { ReactNode } from 'react';
import { Button, buttonClass } from '~/components/ui/button.tsx';
import { type ComparedThings, comparisons } from './compare-selection.ts';

const barId = (things: ComparedThings) => `compare-${things}`;

/**
 * Cards with a check box each, and the bar that compares what is ticked. The bar is there as soon as something is ticked, and says how
 * much; with script it says what.
 */
export function CompareScope({ things, children }: { things: ComparedThings; children: ReactNode }) {
  const { path, several } = comparisons[things];
  return (
    <div className="compare-scope flex flex-col gap-3">
      {children}
      <form id={barId(things)} action={path} data-compare="" className="compare-bar">
        <p aria-live="polite" className="compare-chosen" />
        <p className="text-muted max-sm:hidden">Compare two to four.</p>
        <button type="reset" className={buttonClass({ variant: 'quiet', className: 'max-md:min-h-11' })}>
          Clear
        </button>
        <Button variant="primary" className="max-md:min-h-11">{`Compare ${several}`}</Button>
      </form>
    </div>
  );
}

/** The check box of one of the things in a `CompareScope`. */
export function CompareBox({ things, slug, name }: { things: ComparedThings; slug: string; name: string }) {
  return (
    <label className="compare-box">
      <input
        type="checkbox"
        form={barId(things)}
        name={comparisons[things].parameter}
        value={slug}
        className="check compare-check"
      />
      <span>
        Compare<span className="sr-only">{` ${name}`}</span>
      </span>
    </label>
  );
}
