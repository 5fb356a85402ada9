import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { writePercent } from '~/modules/reid/figures/writing.ts';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { marketHref } from '~/modules/reid/markets/list-address.ts';
import { reid } from '~/modules/reid/module.ts';
import { findSchool } from '~/modules/reid/schools/queries.server.ts';
import { nameLocale } from '~/modules/reid/schools/search.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = ({ data }: { data: { school: { name: string } } | undefined }) => [
  writeTitle(data?.school.name ?? 'School', reid.unlockedBy.title),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.schoolId);
  const [, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findSchool(handle, id) })),
  ]);
  const [school] = found;
  if (!school) throw notFound();
  return { school };
}

export default function SchoolPage() {
  const { school } = useLoaderData<typeof loader>();
  const facts = [
    { term: 'Grades', details: school.grades },
    { term: 'Students', details: school.students?.toLocaleString('en-US') },
    { term: 'Students for each teacher', details: school.ratio?.toFixed(1) },
    { term: 'Graduation rate', details: school.graduationRate === null ? null : writePercent(school.graduationRate) },
    { term: 'Setting', details: nameLocale(school.locale) },
    { term: 'District', details: school.district },
    { term: 'County', details: school.county },
    { term: 'NCES id', details: school.ncesId },
    { term: 'School year', details: school.schoolYear },
  ];
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/reid', label: reid.unlockedBy.title },
          { href: '/reid/schools', label: 'Schools' },
        ]}
        current={school.name}
      />
      <PageHeader
        title={school.name}
        description={[school.address, school.city && `${school.city}, ${school.state} ${school.zipCode ?? ''}`]
          .filter(Boolean)
          .join(', ')}
        actions={
          <>
            {school.latitude !== null && (
              <LinkButton href={writeAddress('/reid/schools', { near: school.id, miles: 5 })}>
                Schools near it
              </LinkButton>
            )}
            {school.zipCode && (
              <LinkButton
                href={marketHref(`zip-${school.zipCode.slice(0, 5)}`)}
              >{`Market of ${school.zipCode.slice(0, 5)}`}</LinkButton>
            )}
          </>
        }
      />
      <div className="flex flex-wrap gap-2">
        {school.type && <Tag>{school.type}</Tag>}
        {!school.isOpen && <Tag hue="warning">Not open</Tag>}
      </div>
      <Card className="px-5 py-2">
        <DefinitionList
          entries={[
            ...facts.map(({ term, details }) => ({ term, details: details || '–' })),
            {
              term: 'Rating',
              details:
                school.rating === null ? (
                  'No source here rates it'
                ) : (
                  <>
                    {`${school.rating} of 10 by ${school.ratingSource}, `}
                    <Day date={school.updatedAt} />
                  </>
                ),
            },
            {
              term: 'File and line',
              details:
                school.importId && school.fileName ? (
                  <>
                    <a href={`/reid/data/${school.importId}`} className="link break-all">
                      {school.fileName}
                    </a>
                    {school.sourceLine !== null && `, line ${school.sourceLine}`}
                  </>
                ) : (
                  'No file'
                ),
            },
          ]}
        />
      </Card>
      <Credits sources={[school.source]} />
    </>
  );
}
