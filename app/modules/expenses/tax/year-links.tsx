/** Links to the same page of other years. */
export function YearLinks({
  years,
  year,
  hrefOf,
}: {
  years: readonly number[];
  year: number;
  hrefOf: (year: number) => string;
}) {
  return (
    <nav aria-label="Years" className="no-print">
      <ul className="flex flex-wrap gap-x-1 gap-y-0.5">
        {years.map((other) => (
          <li key={other}>
            <a
              href={hrefOf(other)}
              aria-current={other === year ? 'page' : undefined}
              className="navigation-link tabular-nums"
            >
              {other}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
