import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { AreaForms } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { saveSeller } from '~/modules/marketplace/invoices/commands.server.ts';
import { findSeller } from '~/modules/marketplace/invoices/queries.server.ts';
import { sellerSchema } from '~/modules/marketplace/invoices/seller.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Settings');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, found } = await context.database.read((handle) => ({ found: findSeller(handle) }));
  requireReader(viewer, request, 'billing');
  const [seller] = found;
  if (!seller) throw notFound();
  return { seller };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, sellerSchema);
  if (!form.ok) return form.answer;
  const { saved } = await writeInArea(context, request, 'billing', (handle) => ({
    saved: saveSeller(handle, form.value),
  }));
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, '/admin/settings', 'Saved. Invoices issued from now on say so.');
    case 'CHANGED':
      return form.refuse(
        'Nothing was saved: somebody else saved since you opened this page. Reload it to see what.',
        409,
      );
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function SettingsPage() {
  const { seller } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revision, ...saved } = seller;
  const typed: Record<string, string> = answer ? readTypedTexts(answer) : saved;
  const field = (name: keyof typeof saved) => ({ name, defaultValue: typed[name] ?? '', error: answer?.error?.[name] });
  const isComplete = saved.street !== '' && saved.paymentInstructions !== '';
  return (
    <AdminLayout>
      <PageHeader
        title="Settings"
        description="What invoices and credit notes say of the seller. Those that were issued keep what they said."
      />
      {!isComplete && (
        <Notice kind="warning" title="Invoices do not say who sells and how to pay yet">
          Fill this in before the first order: a bookkeeper does not accept an invoice without.
        </Notice>
      )}
      <AreaForms area="billing">
        <Card className="max-w-3xl p-5">
          <form method="post" className="grid gap-4 sm:grid-cols-6">
            <div className="sm:col-span-6 empty:hidden">
              <ErrorSummary errors={answer?.error} />
            </div>
            <input type="hidden" name="revision" value={typed.revision ?? revision} />
            <TextField {...field('name')} label="Company" maxLength={120} required className="sm:col-span-3" />
            <TextField
              {...field('email')}
              label="Email for questions"
              type="email"
              maxLength={254}
              required
              className="sm:col-span-3"
            />
            <TextField
              {...field('street')}
              label="Street and number"
              maxLength={200}
              required
              className="sm:col-span-6"
            />
            <TextField {...field('city')} label="City" maxLength={100} required className="sm:col-span-3" />
            <TextField {...field('state')} label="State" maxLength={50} required={false} className="sm:col-span-1" />
            <TextField {...field('postalCode')} label="ZIP code" maxLength={20} required className="sm:col-span-2" />
            <TextField {...field('taxId')} label="Tax ID" maxLength={50} required={false} className="sm:col-span-3" />
            <TextareaField
              {...field('paymentInstructions')}
              label="How to pay"
              hint="Bank, routing and account number, where checks go. Printed on every invoice that is open."
              rows={5}
              maxLength={1000}
              required
              className="sm:col-span-6"
            />
            <TextField
              {...field('taxNote')}
              label="Why no tax is charged"
              hint="Printed below the tax line, which says $0.00."
              maxLength={300}
              required
              className="sm:col-span-6"
            />
            <div className="sm:col-span-6">
              <Button variant="primary">Save</Button>
            </div>
          </form>
        </Card>
      </AreaForms>
    </AdminLayout>
  );
}
