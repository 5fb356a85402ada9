import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { describeFigure } from '~/modules/reid/imports/figure.server.ts';
import { FigureOrigin, FigureValue, OtherFigures, Restatements } from '~/modules/reid/imports/figure.tsx';
import { findFigureRow } from '~/modules/reid/imports/queries.server.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? `${data.figure.name}, ${data.row.areaName}` : 'Figure not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.id);
  const asked = new URL(args.request.url).searchParams.get('figure') ?? '';
  const [, { rows }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ rows: findFigureRow(handle, id) })),
  ]);
  const [row] = rows;
  if (!row) throw notFound();
  return describeFigure(row, asked);
}

export default function FigurePage() {
  const { row, figure, period, value, others, cells, restatements } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs links={[{ href: `/reid/markets/${row.areaKey}`, label: row.areaName }]} current={figure.name} />
      <PageHeader title={`${figure.name}, ${row.areaName}`} description={figure.definition} />
      {row.isFlagged && (
        <Notice kind="warning" title="Its source doubts it">
          <p>The publisher has flagged the row: comparing it with a year before may mislead.</p>
        </Notice>
      )}
      <FigureValue row={row} value={value} period={period} />
      <FigureOrigin row={row} cells={cells} />
      <Restatements figure={figure} restatements={restatements} />
      <OtherFigures id={row.id} others={others} />
    </>
  );
}
