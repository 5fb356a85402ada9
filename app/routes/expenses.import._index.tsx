import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { addImport } from '~/modules/expenses/imports/commands.server.ts';
import { ImportList } from '~/modules/expenses/imports/list.tsx';
import { importsPerPage, listAccounts, listImports } from '~/modules/expenses/imports/queries.server.ts';
import { uploadSchema } from '~/modules/expenses/imports/schema.ts';
import { receiveStatement } from '~/modules/expenses/imports/upload.server.ts';
import { UploadForm } from '~/modules/expenses/imports/upload-form.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, takesFiles: true } satisfies RouteHandle;
export const meta = pageTitle('Import');
export const headers = passOnRetryAfter;

export async function loader(args: LoaderFunctionArgs) {
  const before = z.guid().safeParse(new URL(args.request.url).searchParams.get('before')).data ?? null;
  const [{ mayWrite }, { found, accounts }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: listImports(handle, before), accounts: listAccounts(handle) })),
  ]);
  return {
    imports: found.slice(0, importsPerPage),
    next: found.length > importsPerPage ? found[importsPerPage - 1]?.id : undefined,
    isFirst: before === null,
    mayWrite,
    accounts: accounts.flatMap(({ account }) => account ?? []),
    importKey: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { database, files } = context;
  try {
    // The page of a failure sends the form again as texts, without its file.
    const upload = isMultipart(request) ? await receiveStatement({ request, context }) : undefined;
    const [taken] = upload?.taken ?? [];
    const stored = taken && 'file' in taken ? taken : undefined;
    const dropFile = async () => stored && (await files.delete(stored.file.key));
    const form = !upload || upload.ok ? await parseForm(request, uploadSchema) : upload;
    if (!form.ok) {
      await dropFile();
      return form.answer;
    }
    if (!taken) {
      await requireModule(args, expenses);
      return form.refuse({ file: 'Choose a file.' });
    }
    if ('isTooOften' in taken) {
      return form.refuseForNow('Your organization has imported ten files within an hour. Try again later.', 3600);
    }
    if ('problem' in taken) return form.refuse({ file: taken.problem });
    const { key, account } = form.value;
    if (!account && taken.detected.format === 'CSV') {
      await dropFile();
      return form.refuse({
        account: 'Enter the account, so that its columns are remembered. Then choose the file again.',
      });
    }
    const { viewer, added } = await database.write((handle) => ({
      added: addImport(handle, key, { ...taken, account: account || null }),
    }));
    requireViewer(viewer, request);
    const { outcome, importId } = added[0] ?? {};
    switch (outcome) {
      case 'ADDED':
        return redirect(`/expenses/import/${importId}`);
      case 'REPLAYED':
        await dropFile();
        return redirect(`/expenses/import/${importId}`);
      case 'NOT_ALLOWED':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  } catch (error) {
    if (!(error instanceof FilesUnavailable)) throw error;
    const form = await parseForm(request, uploadSchema);
    return form.ok
      ? form.refuse('The file could not be stored just now. Nothing was imported. Try again in a few minutes.', 503)
      : form.answer;
  }
}

export default function ImportsPage() {
  const { imports, next, isFirst, mayWrite, accounts, importKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  return (
    <>
      <PageHeader
        title="Import"
        description="Bring in what your bank or card company exports. What you have already is left out."
        actions={imports.length > 0 && <LinkButton href="/expenses/import.csv">Download CSV</LinkButton>}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was uploaded" />
      {mayWrite && isFirst && (
        <UploadForm
          importKey={importKey}
          accounts={accounts}
          account={typed?.account}
          errors={answer?.error ?? undefined}
        />
      )}
      {imports.length === 0 ? (
        <EmptyState icon="inbox" title={isFirst ? 'Nothing was imported yet' : 'There are no older imports'}>
          {mayWrite
            ? 'Export the transactions of an account at your bank, and upload the file here.'
            : 'What others import appears here.'}
        </EmptyState>
      ) : (
        <section className="flex flex-col gap-3">
          <h2>Imports so far</h2>
          <ImportList imports={imports} />
        </section>
      )}
      <Steps
        label="Pages of imports"
        back={!isFirst && { href: '/expenses/import', label: 'Newest' }}
        next={next !== undefined && { href: `/expenses/import?before=${next}`, label: 'Older' }}
      />
    </>
  );
}
