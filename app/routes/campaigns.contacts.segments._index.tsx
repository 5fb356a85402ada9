import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { ContactPlaces } from '~/modules/campaigns/contacts/places.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { segmentsPath } from '~/modules/campaigns/segments/answers.server.ts';
import { listSegments, segmentsPerPage } from '~/modules/campaigns/segments/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Segments', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const after = readSearchText(new URL(args.request.url).searchParams.get('after'), 200);
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ found: listSegments(handle, after) })),
  ]);
  const { rows, last } = cutPage(found, segmentsPerPage);
  return {
    segments: rows,
    isFirst: after === '',
    next: last ? writeAddress(segmentsPath, { after: last.name }) : null,
    path: segmentsPath,
    mayWrite,
  };
}

export default function SegmentsPage() {
  const { segments, isFirst, next, path, mayWrite } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current="Segments" />
      <PageHeader
        title="Segments"
        description="Contacts that have something in common, found anew each time an email goes out."
        actions={
          mayWrite && (
            <LinkButton variant="primary" href={`${path}/new`}>
              New segment
            </LinkButton>
          )
        }
      />
      <ContactPlaces current={path} />
      {segments.length === 0 ? (
        <EmptyState icon="sliders-horizontal" title={isFirst ? 'No segments yet' : 'No more segments'}>
          {mayWrite
            ? 'Make one from rules, such as a tag, a domain, or who opened an email.'
            : 'The segments that your organization makes appear here.'}
        </EmptyState>
      ) : (
        <Table caption="Segments">
          <thead>
            <tr>
              <th scope="col">Segment</th>
              <th scope="col">Matches</th>
            </tr>
          </thead>
          <tbody>
            {segments.map(({ id, name, matchesAll, rules }) => (
              <tr key={id}>
                <th scope="row" className="w-full">
                  <a href={`${path}/${id}`} className="link wrap-anywhere">
                    {name}
                  </a>
                </th>
                <td className="whitespace-nowrap">{`${matchesAll ? 'All' : 'Any'} of ${countWords(rules, 'rule')}`}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of segments"
        back={!isFirst && { href: path, label: 'Back to the start' }}
        next={next !== null && { href: next, label: 'Next' }}
      />
    </>
  );
}
