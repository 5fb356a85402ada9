import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ModuleLayout } from '~/components/layout/module-layout.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, campaigns);
  return { mayWrite };
}

export default function CampaignsLayout() {
  const { mayWrite } = useLoaderData<typeof loader>();
  return (
    <ModuleLayout module={campaigns} mayWrite={mayWrite}>
      <Outlet />
    </ModuleLayout>
  );
}
