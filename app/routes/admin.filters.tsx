import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { listAllSavedFilters, removeFilter, saveFilter } from '~/modules/marketplace/saved-filters/queries.server.ts';
import {
  filteredLists,
  longestName,
  savedFilterAddress,
  savedFilterSchema,
} from '~/modules/marketplace/saved-filters/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'filters' } satisfies RouteHandle;
export const meta = pageTitle('Your filters', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, filters } = await context.database.read((handle) => ({ filters: listAllSavedFilters(handle) }));
  requireReader(viewer, request, 'filters');
  return { filters };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, savedFilterSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent === 'remove') {
    await writeInArea(context, request, 'filters', (handle) => ({ removed: removeFilter(handle, command.filter) }));
    return redirectWithToast(context, '/admin/filters', 'These filters are forgotten.');
  }
  const { saved } = await writeInArea(context, request, 'filters', (handle) => ({
    saved: saveFilter(handle, command),
  }));
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, savedFilterAddress(command), `Kept as “${command.name}”.`);
    case 'TOO_MANY':
      return form.refuse('You keep 20 filters of this list, which is the most. Forget one first.', 409);
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function SavedFiltersPage() {
  const { filters } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayWrite = useMayWrite('filters');
  const typed = answer ? readTypedTexts(answer) : {};
  return (
    <AdminLayout>
      <PageHeader title="Your filters" description="What you keep of the lists here. Nobody else sees it." />
      <ErrorSummary
        errors={answer?.error}
        title="Nothing was kept"
        ids={{ list: 'error-summary', search: 'error-summary', filter: 'error-summary' }}
      />
      {typed.intent === 'save' && (
        <form method="post" className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="list" value={typed.list ?? ''} />
          <input type="hidden" name="search" value={typed.search ?? ''} />
          <TextField
            name="name"
            label="Their name, for you alone"
            maxLength={longestName}
            required
            defaultValue={typed.name}
            error={answer?.error?.name}
            className="min-w-48"
          />
          <Button name="intent" value="save" className="min-h-10 max-md:min-h-11">
            Keep
          </Button>
        </form>
      )}
      {filters.length === 0 ? (
        <EmptyState icon="sliders-horizontal" title="No filters yet">
          Narrow a list, then press “Keep these filters” above it.
        </EmptyState>
      ) : (
        <Table caption="Your filters">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">List</th>
              {mayWrite && (
                <th scope="col">
                  <span className="sr-only">Forget</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {filters.map((filter) => (
              <tr key={filter.id}>
                <th scope="row" className="w-full min-w-32">
                  <a href={savedFilterAddress(filter)} className="link wrap-anywhere">
                    {filter.name}
                  </a>
                </th>
                <td>{filteredLists[filter.list].label}</td>
                {mayWrite && (
                  <td>
                    <form method="post">
                      <input type="hidden" name="intent" value="remove" />
                      <Button name="filter" value={filter.id} size="small" variant="quiet" className="max-md:min-h-11">
                        Forget<span className="sr-only">{` ${filter.name}`}</span>
                      </Button>
                    </form>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </AdminLayout>
  );
}
