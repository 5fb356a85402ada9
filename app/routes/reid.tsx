import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ModuleLayout } from '~/components/layout/module-layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, reid);
  return { mayWrite };
}

export default function ReidLayout() {
  const { mayWrite } = useLoaderData<typeof loader>();
  return (
    <ModuleLayout module={reid} mayWrite={mayWrite}>
      <Outlet />
    </ModuleLayout>
  );
}
