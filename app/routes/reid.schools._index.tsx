import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { findStateByCode } from '~/modules/reid/areas/us-states.ts';
import { findCountyOutlines } from '~/modules/reid/maps/outlines.server.ts';
import { SchoolMap } from '~/modules/reid/maps/school-map.tsx';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { reid } from '~/modules/reid/module.ts';
import { findSchools } from '~/modules/reid/schools/queries.server.ts';
import { SchoolFilters, SchoolTable } from '~/modules/reid/schools/school-list.tsx';
import { readSchoolSearch, schoolsPerPage, writeSchoolSearch } from '~/modules/reid/schools/search.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Schools', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const search = readSchoolSearch(new URL(args.request.url).searchParams);
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findSchools(handle, search) })),
  ]);
  const list = found[0]?.list ?? { near: null, count: 0, rows: [], sources: [] };
  // One map shows one state: that of the first school.
  const state = findStateByCode(list.rows[0]?.state ?? '');
  const outlines = state ? await findCountyOutlines(args.context.staticFiles, state.fips) : null;
  return { search, list, state: state?.code, outlines, mayWrite };
}

export default function SchoolsPage() {
  const { search, list, state, outlines, mayWrite } = useLoaderData<typeof loader>();
  const { near, count, rows, sources } = list;
  const first = (search.page - 1) * schoolsPerPage + 1;
  const problem =
    search.near && !near
      ? 'Enter a latitude and a longitude, like 41.885, -87.622, or open a school and choose “Schools near it”.'
      : undefined;
  const mapped = rows.flatMap(({ id, name, latitude, longitude, state: of }, place) =>
    latitude === null || longitude === null || of !== state
      ? []
      : [{ id, name, latitude, longitude, number: first + place, href: `/reid/schools/${id}` }],
  );
  const isSearch = writeSchoolSearch({ ...search, page: 1 }) !== '/reid/schools';
  return (
    <>
      <PageHeader
        title="Schools"
        description={
          near?.name
            ? `Schools within ${search.miles} miles of ${near.name}.`
            : 'Schools of the files you imported, as their publisher lists them.'
        }
      />
      <SchoolFilters search={search} problem={problem} />
      {rows.length === 0 ? (
        <EmptyState
          icon="book-open-check"
          title={isSearch ? 'No school fits' : 'No schools yet'}
          actions={!isSearch && mayWrite && <LinkButton href="/reid/data/new">Import a file</LinkButton>}
        >
          {isSearch
            ? 'Take one of the filters off, or look farther around.'
            : 'Import the school files of the National Center for Education Statistics.'}
        </EmptyState>
      ) : (
        <>
          {outlines && mapped.length > 0 && (
            <SchoolMap
              id="schools"
              title="Where they are"
              summary={`${countWords(mapped.length, 'school')} over the outlines of counties. The numbers are those of the list.`}
              schools={mapped}
              outlines={outlines}
            />
          )}
          <p className="text-muted">{`${countWords(count, 'school')}.`}</p>
          <SchoolTable schools={rows} first={first} />
          <Pagination
            page={search.page}
            pages={Math.ceil(count / schoolsPerPage)}
            hrefOf={(page) => writeSchoolSearch({ ...search, page })}
            label="Pages of schools"
          />
          <Credits sources={sources} />
        </>
      )}
    </>
  );
}
