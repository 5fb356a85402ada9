import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ModuleLayout } from '~/components/layout/module-layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { listPlaces } from '~/modules/module.ts';
import { reid } from '~/modules/reid/module.ts';

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireModule(args, reid);
  return { mayWrite: visitor.mayWrite, places: listPlaces(reid.unlockedBy, visitor) };
}

export default function ReidLayout() {
  const { mayWrite, places } = useLoaderData<typeof loader>();
  return (
    <ModuleLayout module={reid} mayWrite={mayWrite} places={places}>
      <Outlet />
    </ModuleLayout>
  );
}
