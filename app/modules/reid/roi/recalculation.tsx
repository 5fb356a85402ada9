import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { listResults } from './compared-rows.ts';
import { ComparisonTable } from './comparison.tsx';
import type { Summary } from './v2/calculate.ts';

/** The stored results of a simulation beside those of the newest version. Nothing takes their place until somebody says so. */
export function Recalculation({
  id,
  version,
  stored,
  newest,
  seen,
  mayKeep,
}: {
  id: string;
  /** That of the stored results. */
  version: string;
  stored: Summary;
  /** Null where the inputs are of a version that is not known any more. */
  newest: { readonly version: string; readonly results: Summary } | null;
  seen: string;
  mayKeep: boolean;
}) {
  const rows = newest ? listResults([stored, newest.results]) : [];
  const differing = rows.filter(({ values }) => values[0] !== values[1]).length;
  return (
    <section id="recalculated" tabIndex={-1} className="scroll-mt-6 outline-none">
      <Card className="flex flex-col gap-4 p-5">
        <h2>Recalculated</h2>
        {newest === null && (
          <p>These inputs are of version {version}, which has other ones than today’s. Enter them in the calculator.</p>
        )}
        {newest && (
          <>
            <p>
              {differing === 0
                ? `Version ${newest.version} gives the same results, to the cent.`
                : `${differing} of ${rows.length} results differ. The stored ones stay until you keep the new ones.`}
            </p>
            <ComparisonTable
              caption="Stored and recalculated results"
              columns={[
                { key: 'stored', name: `Stored, version ${version}` },
                { key: 'newest', name: `Now, version ${newest.version}` },
              ]}
              rows={rows}
            />
          </>
        )}
        <div className="flex flex-wrap gap-2">
          {mayKeep && newest && (differing > 0 || newest.version !== version) && (
            <OrganizationForm action={`/reid/roi/${id}`}>
              <input type="hidden" name="intent" value="keep" />
              <input type="hidden" name="seen" value={seen} />
              <Button variant="primary">Keep the new results</Button>
            </OrganizationForm>
          )}
          <LinkButton variant="quiet" href={`/reid/roi/${id}`}>
            Leave it as it is
          </LinkButton>
        </div>
      </Card>
    </section>
  );
}
