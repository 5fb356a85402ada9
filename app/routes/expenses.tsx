import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ModuleLayout } from '~/components/layout/module-layout.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { listPlaces } from '~/modules/module.ts';

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireModule(args, expenses);
  return { mayWrite: visitor.mayWrite, places: listPlaces(expenses.unlockedBy, visitor) };
}

export default function ExpensesLayout() {
  const { mayWrite, places } = useLoaderData<typeof loader>();
  return (
    <ModuleLayout module={expenses} mayWrite={mayWrite} places={places}>
      <Outlet />
    </ModuleLayout>
  );
}
