import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { ColumnList, ToolImportForm } from '~/modules/marketplace/tool-csv/form.tsx';
import { importRows } from '~/modules/marketplace/tool-csv/import-rows.server.ts';
import { ImportPreview } from '~/modules/marketplace/tool-csv/preview.tsx';
import { largestForm, toolImportSchema } from '~/modules/marketplace/tool-csv/schema.ts';
import { receiveCsvFile } from '~/modules/marketplace/tool-csv/upload.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = {
  hydrate: false,
  takesFiles: true,
  formBytes: largestForm,
  formsFrom: 'catalog',
} satisfies RouteHandle;
export const meta = pageTitle('Import tools', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  requireWriter(viewer, request, 'catalog');
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  // The page of a failure sends the form again as texts, without its file.
  const upload = isMultipart(request) ? await receiveCsvFile(request) : undefined;
  const form = !upload || upload.ok ? await parseForm(request, toolImportSchema) : upload;
  if (!form.ok) return form.answer;
  const [file] = upload?.taken ?? [];
  if (file && 'problem' in file) return form.refuse({ csv: file.problem });
  const { intent, csv, shown } = form.value;
  const text = file?.text ?? csv;
  const result = await importRows({ request, context }, text, intent === 'import' ? shown : undefined);
  switch (result.outcome) {
    case 'UNREADABLE':
      return form.refuse({ csv: result.problem });
    case 'IMPORTED': {
      const message =
        result.count === 0
          ? 'All of this is in the catalog already.'
          : `${countWords(result.count, 'tool')} imported: ${result.added} new, ${result.count - result.added} changed.`;
      return redirectWithToast(context, '/admin/tools?sort=changed', message);
    }
    case 'CHECKED':
      return data({ checked: { ...result.check, csv: text } }, { status: result.check.status });
  }
}

export default function ImportTools() {
  const answer = useActionData<typeof action>();
  const checked = answer && 'checked' in answer ? answer.checked : undefined;
  const refused = answer && !('checked' in answer) ? answer : undefined;
  const typed = refused?.initialValue?.csv;
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/tools', label: 'Tools' }]} current="Import" />
      <PageHeader
        title="Import tools"
        description="Brings in new tools, and changes those with the same slug: all rows of a file, or none."
        actions={<LinkButton href="/admin/tools.csv">Download all tools</LinkButton>}
      />
      <ErrorSummary errors={refused?.error} title="Nothing was imported" />
      {checked?.problem && <ErrorSummary errors={{ '': checked.problem }} title="Nothing was imported" />}
      {checked && <ImportPreview rows={checked.rows} unknown={checked.unknown} />}
      <ToolImportForm
        csv={checked?.csv ?? (typeof typed === 'string' ? typed : '')}
        checked={checked}
        error={refused?.error?.csv}
      />
      <ColumnList />
    </AdminLayout>
  );
}
