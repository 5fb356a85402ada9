import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listPlatformPlaces, dashboard as place } from '~/modules/accounts/platform/places.ts';
import { DashboardCharts } from '~/modules/marketplace/dashboard/charts.tsx';
import { FailedMail } from '~/modules/marketplace/dashboard/failed-mail.tsx';
import { findDashboard } from '~/modules/marketplace/dashboard/queries.server.ts';
import { DashboardTiles } from '~/modules/marketplace/dashboard/tiles.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Administration');

/** The figures of the areas that the viewer's roles open; who opens none of them is led to the first page they do open. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, found } = await context.database.read((handle) => ({ found: findDashboard(handle) }));
  const { user } = requirePlatformAdmin(requireViewer(viewer, request));
  const [first] = listPlatformPlaces(user.platformRoles);
  const dashboard = found[0]?.dashboard;
  if (!first || !dashboard) throw notFound();
  if (first.href !== place.href) throw redirect(first.href);
  return { dashboard };
}

export default function AdministrationDashboard() {
  const { dashboard } = useLoaderData<typeof loader>();
  return (
    <AdminLayout>
      <PageHeader title="Dashboard" />
      <DashboardTiles {...dashboard} />
      <DashboardCharts {...dashboard} />
      {dashboard.customers && <FailedMail {...dashboard.customers} />}
    </AdminLayout>
  );
}
