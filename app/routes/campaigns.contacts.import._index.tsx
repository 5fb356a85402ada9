import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { importsPath } from '~/modules/campaigns/contact-imports/answers.server.ts';
import { addImport } from '~/modules/campaigns/contact-imports/commands.server.ts';
import { ImportList } from '~/modules/campaigns/contact-imports/list.tsx';
import { importsPerPage, listImports } from '~/modules/campaigns/contact-imports/queries.server.ts';
import { uploadSchema } from '~/modules/campaigns/contact-imports/schema.ts';
import { receiveContactFile } from '~/modules/campaigns/contact-imports/upload.server.ts';
import { UploadForm } from '~/modules/campaigns/contact-imports/upload-form.tsx';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { readMomentPlace, writeMomentPlace } from '~/modules/campaigns/contacts/place.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, takesFiles: true } satisfies RouteHandle;
export const meta = pageTitle('Import contacts', campaigns.unlockedBy.title);
export const headers = passOnRetryAfter;

export async function loader(args: LoaderFunctionArgs) {
  const before = readMomentPlace(new URL(args.request.url).searchParams.get('before'));
  const [visitor, { found }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ found: listImports(handle, before) })),
  ]);
  requireRole(visitor, managerRoles);
  const { rows, last } = cutPage(found, importsPerPage);
  return {
    imports: rows,
    isFirst: before === null,
    next: last ? writeAddress(importsPath, { before: writeMomentPlace(last) }) : null,
    path: importsPath,
    mayWrite: visitor.mayWrite,
    importKey: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { database, files } = context;
  await requireModule(args, campaigns);
  try {
    // The page of a failure sends the form again as texts, without its file.
    const upload = isMultipart(request) ? await receiveContactFile(args) : undefined;
    const [taken] = upload?.taken ?? [];
    const stored = taken && 'file' in taken ? taken : undefined;
    const dropFile = async () => stored && (await files.delete(stored.file.key));
    const form = !upload || upload.ok ? await parseForm(request, uploadSchema) : upload;
    if (!form.ok) {
      await dropFile();
      return form.answer;
    }
    if (!taken) return form.refuse({ file: 'Choose a file.' });
    if ('isTooOften' in taken) {
      return form.refuseForNow('Your organization has uploaded ten files within an hour. Try again later.', 3600);
    }
    if ('problem' in taken) return form.refuse({ file: taken.problem });
    const { viewer, added } = await database.write((handle) => ({ added: addImport(handle, form.value.key, taken) }));
    requireViewer(viewer, request);
    const { outcome, importId } = added[0] ?? {};
    switch (outcome) {
      case 'ADDED':
        return redirect(`${importsPath}/${importId}`);
      case 'REPLAYED':
        await dropFile();
        return redirect(`${importsPath}/${importId}`);
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
  const { imports, isFirst, next, path, mayWrite, importKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current="Import" />
      <PageHeader
        title="Import contacts"
        description="Bring in people who agreed to email. Who said no before stays out."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was uploaded" />
      {mayWrite && isFirst && <UploadForm importKey={importKey} error={answer?.error?.file} />}
      {imports.length === 0 ? (
        <EmptyState icon="inbox" title={isFirst ? 'Nothing was imported yet' : 'There are no older imports'}>
          {isFirst && 'Export your contacts as CSV where they are now, and upload the file here.'}
        </EmptyState>
      ) : (
        <section className="flex flex-col gap-3">
          <h2>Imports so far</h2>
          <ImportList imports={imports} path={path} />
        </section>
      )}
      <Steps
        label="Pages of imports"
        back={!isFirst && { href: path, label: 'Newest' }}
        next={next !== null && { href: next, label: 'Older' }}
      />
    </>
  );
}
