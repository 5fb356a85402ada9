import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { listBundlesHolding } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { BundlesHolding } from '~/modules/marketplace/catalog/bundles-holding.tsx';
import { decideToolState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { ToolHeader, ToolNotices, ToolPurchase, ToolText } from '~/modules/marketplace/catalog/tool-details.tsx';
import { areaLabels } from '~/modules/marketplace/labels.ts';
import { findToolToEdit, slugOfTool } from '~/modules/marketplace/tool-editor/queries.server.ts';
import { Gallery } from '~/modules/marketplace/tool-pictures/gallery.tsx';
import { listToolPictures } from '~/modules/marketplace/tool-pictures/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, found, bundles, pictures } = await context.database.read((handle) => ({
    found: findToolToEdit(handle, id),
    bundles: listBundlesHolding(handle, slugOfTool(id)),
    pictures: listToolPictures(handle, id),
  }));
  requireReader(viewer, request, 'catalog');
  const [tool] = found;
  if (!tool) throw notFound();
  // A disabled tool has no page; the preview shows the one it would get.
  const shown = { ...tool, owned: false, status: tool.status === 'DISABLED' ? 'ACTIVE' : tool.status } as const;
  return {
    id,
    isDisabled: tool.status === 'DISABLED',
    tool: shown,
    state: decideToolState(shown, null, new Set()),
    bundles,
    pictures,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [writeTitle(`Preview of ${data.tool.name}`)] : [];

export default function ToolPreview() {
  const { id, isDisabled, tool, state, bundles, pictures } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Notice title="Preview">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            {isDisabled
              ? 'This is the page buyers will see once the tool is published. Nothing can be ordered from here.'
              : 'This is the page buyers see, without reviews. Nothing can be ordered from here.'}
          </p>
          <LinkButton size="small" href={`/admin/tools/${id}`}>
            Back to editing
          </LinkButton>
        </div>
      </Notice>
      <Breadcrumbs
        links={[
          { href: '/tools', label: 'Tools' },
          { href: `/tools?area=${tool.area}`, label: areaLabels[tool.area] },
        ]}
        current={tool.name}
      />
      <div className="item-page">
        <div className="item-head">
          <ToolHeader tool={tool} />
          <Gallery name={tool.name} pictures={pictures} />
        </div>
        <fieldset disabled className="contents">
          <ToolPurchase tool={tool} state={state} organization={null} />
        </fieldset>
        <div className="flex min-w-0 flex-col gap-10">
          <ToolNotices tool={tool} />
          <ToolText tool={tool} />
          <BundlesHolding bundles={bundles} />
        </div>
      </div>
    </div>
  );
}
