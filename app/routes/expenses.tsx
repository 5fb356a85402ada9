import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ModuleLayout } from '~/components/layout/module-layout.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, expenses);
  return { mayWrite };
}

export default function ExpensesLayout() {
  const { mayWrite } = useLoaderData<typeof loader>();
  return (
    <ModuleLayout module={expenses} mayWrite={mayWrite}>
      <Outlet />
    </ModuleLayout>
  );
}
