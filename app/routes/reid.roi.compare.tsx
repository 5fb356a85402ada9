import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { listDifferingInputs, listResults, pickInputs } from '~/modules/reid/roi/compared-rows.ts';
import { ComparisonTable } from '~/modules/reid/roi/comparison.tsx';
import { listComparedSimulations } from '~/modules/reid/roi/queries.server.ts';
import { storedSummary } from '~/modules/reid/roi/versions.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Compare simulations', reid.unlockedBy.title);

const mostCompared = 4;

export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.getAll('s').filter((id) => z.guid().safeParse(id).success);
  const ids = [...new Set(asked)].slice(0, mostCompared);
  const [, { rows }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ rows: listComparedSimulations(handle, ids) })),
  ]);
  return {
    rows: ids.flatMap((id) => rows.find((row) => row.id === id) ?? []),
    isCut: new Set(asked).size > mostCompared,
  };
}

export default function CompareSimulationsPage() {
  const { rows, isCut } = useLoaderData<typeof loader>();
  const columns = rows.map(({ id, name }) => ({ key: id, name, href: `/reid/roi/${id}` }));
  const inputs = listDifferingInputs(rows.map((row) => pickInputs(row.inputs)));
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/reid/roi', label: 'Calculator' },
          { href: '/reid/roi/saved', label: 'Saved simulations' },
        ]}
        current="Compare"
      />
      <PageHeader title="Compare simulations" description="Results as they were saved, and the inputs that differ." />
      {rows.length < 2 ? (
        <EmptyState
          icon="scale"
          title="Choose two to four simulations"
          actions={<LinkButton href="/reid/roi/saved">Saved simulations</LinkButton>}
        >
          Tick them in the list, then compare.
        </EmptyState>
      ) : (
        <>
          {isCut && <p className="text-muted">{`These are the first ${mostCompared}.`}</p>}
          <section className="flex flex-col gap-3">
            <h2>Results</h2>
            <ComparisonTable
              caption="Results"
              columns={columns}
              rows={[
                ...listResults(rows.map((row) => storedSummary.parse(row.results))),
                { label: 'Calculation version', values: rows.map(({ version }) => version) },
              ]}
            />
          </section>
          <section className="flex flex-col gap-3">
            <h2>Inputs that differ</h2>
            {inputs.length === 0 ? (
              <p className="text-muted">All inputs are the same.</p>
            ) : (
              <ComparisonTable caption="Inputs that differ" columns={columns} rows={inputs} />
            )}
          </section>
        </>
      )}
    </>
  );
}
