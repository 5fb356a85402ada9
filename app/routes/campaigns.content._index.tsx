import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { ContentFilter } from '~/modules/campaigns/content/filter.tsx';
import { contentAddress, contentKinds, contentStatuses } from '~/modules/campaigns/content/labels.ts';
import { readContentPlace, writeContentPlace } from '~/modules/campaigns/content/place.ts';
import { contentPerPage, listContent } from '~/modules/campaigns/content/queries.server.ts';
import { ContentStatusTag } from '~/modules/campaigns/content/status-tag.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readKey, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Content', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const status = readKey(contentStatuses, search.get('status'));
  const before = readContentPlace(search.get('before'));
  const [{ mayWrite }, { listed }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ listed: listContent(handle, { status, before }) })),
  ]);
  const { rows, last } = cutPage(listed, contentPerPage);
  return { rows, status, isFirst: before === null, next: last ? writeContentPlace(last) : null, mayWrite };
}

export default function ContentPage() {
  const { rows, status, isFirst, next, mayWrite } = useLoaderData<typeof loader>();
  const start = writeAddress(contentAddress, { status });
  const create = mayWrite && (
    <LinkButton href={`${contentAddress}/new`} variant="primary">
      New content
    </LinkButton>
  );
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current="Content" />
      <PageHeader
        title="Content"
        description="Articles, pages and guides that your campaigns lead to, each with an address of its own."
        actions={rows.length > 0 && create}
      />
      <ContentFilter status={status} />
      {rows.length === 0 ? (
        <EmptyState
          icon="notebook-text"
          title={isFirst ? 'No content here yet' : 'Nothing further on'}
          actions={isFirst ? create : <LinkButton href={start}>Back to the start</LinkButton>}
        >
          {isFirst && 'Write something that people may read, publish it, and link it in a campaign.'}
        </EmptyState>
      ) : (
        <Table caption="Content">
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col">State</th>
              <th scope="col">Published</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="w-full">
                  <a href={`${contentAddress}/${row.id}`} className="link wrap-anywhere">
                    {row.title}
                  </a>
                  <span className="block text-xs font-normal text-muted">
                    {`${contentKinds[row.kind]} · `}
                    <bdi>{row.author}</bdi>
                  </span>
                </th>
                <td>
                  <ContentStatusTag status={row.status} isWaiting={row.isWaiting} />
                </td>
                <td className="whitespace-nowrap">{row.publishedAt ? <Day date={row.publishedAt} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of content"
        back={!isFirst && { href: start, label: 'Back to the start' }}
        next={next !== null && { href: writeAddress(contentAddress, { status, before: next }), label: 'Next' }}
      />
    </>
  );
}
