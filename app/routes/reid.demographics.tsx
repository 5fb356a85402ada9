import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { AreaChoice } from '~/modules/reid/areas/area-choice.tsx';
import { listAreaKeys, mostCompared, readAreaKeys } from '~/modules/reid/areas/area-search.ts';
import { chooseColumns } from '~/modules/reid/demographics/columns.ts';
import { Distributions, Industries } from '~/modules/reid/demographics/distributions.tsx';
import { PeopleTable } from '~/modules/reid/demographics/people-table.tsx';
import { comparePeople } from '~/modules/reid/demographics/queries.server.ts';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Demographics', reid.unlockedBy.title);

const path = '/reid/demographics';

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const keys = readAreaKeys(search.getAll('a'));
  const typed = readSearchText(search.get('add'), 120);
  const [{ mayWrite }, { compared }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ compared: comparePeople(handle, keys, listAreaKeys(typed)) })),
  ]);
  const { rows = [], areas = [], found = [] } = compared[0] ?? {};
  const [only] = found;
  if (only && found.length === 1 && keys.length < mostCompared)
    throw redirect(writeAddress(path, { a: [...keys, only.key] }));
  return { keys, rows, areas, added: { typed, found }, mayWrite };
}

export default function DemographicsPage() {
  const { keys, rows, areas, added, mayWrite } = useLoaderData<typeof loader>();
  const columns = chooseColumns(rows, keys);
  return (
    <>
      <PageHeader
        title="Demographics"
        description="The people of one to four areas, with the margins of error that surveys have."
        actions={
          columns.length > 0 && <LinkButton href={writeAddress(`${path}.csv`, { a: keys })}>Download CSV</LinkButton>
        }
      />
      <AreaChoice path={path} areas={areas} added={added} />
      {columns.length === 0 ? (
        <EmptyState
          icon="users-round"
          title={keys.length === 0 ? 'No area chosen' : 'Nothing is known of these people'}
          actions={mayWrite && <LinkButton href="/reid/data/new">Import a file</LinkButton>}
        >
          {keys.length === 0
            ? 'Add a ZIP code, a city, a county or a state above.'
            : 'Import a table of data.census.gov that has these areas.'}
        </EmptyState>
      ) : (
        <>
          <PeopleTable columns={columns} />
          <Distributions columns={columns} />
          <Industries columns={columns} />
          <Credits sources={[...new Set(columns.map(({ source }) => source))]} />
        </>
      )}
    </>
  );
}
