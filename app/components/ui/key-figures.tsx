import type { ReactNode } from 'react';

/** A few numbers that sum up a page, side by side. */
export function KeyFigures({ figures }: { figures: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {figures.map(({ label, value }) => (
        <div key={label} className="card flex flex-col-reverse justify-end p-4">
          <dt className="text-muted">{label}</dt>
          <dd className="text-lg font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
