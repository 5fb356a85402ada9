import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { addImport } from '~/modules/reid/imports/commands.server.ts';
import { uploadSchema } from '~/modules/reid/imports/schema.ts';
import { receiveMarketFile } from '~/modules/reid/imports/upload.server.ts';
import { PublisherList, UploadForm } from '~/modules/reid/imports/upload-form.tsx';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { formatDate } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { memberName } from '~/utils/words.ts';

export const handle = { hydrate: false, takesFiles: true } satisfies RouteHandle;
export const meta = pageTitle('Upload data');
export const headers = passOnRetryAfter;

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, reid);
  if (!mayWrite) throw notFound();
  return { importKey: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { database, files } = context;
  try {
    // The page of a failure sends the form again as texts, without its file.
    const upload = isMultipart(request) ? await receiveMarketFile({ request, context }) : undefined;
    const [taken] = upload?.taken ?? [];
    const stored = taken && 'file' in taken ? taken : undefined;
    const dropFile = async () => stored && (await files.delete(stored.file.key));
    const form = !upload || upload.ok ? await parseForm(request, uploadSchema) : upload;
    if (!form.ok) {
      await dropFile();
      return form.answer;
    }
    if (!taken) {
      await requireModule(args, reid);
      return form.refuse({ file: 'Choose a file.' });
    }
    if ('isTooOften' in taken)
      return form.refuseForNow('Your organization has uploaded 30 files within an hour. Try again later.', 3600);
    if ('problem' in taken) return form.refuse({ file: taken.problem });
    const { viewer, added } = await database.write((handle) => ({ added: addImport(handle, form.value.key, taken) }));
    requireViewer(viewer, request);
    const { outcome, importId, appliedAt, person } = added[0] ?? {};
    switch (outcome) {
      case 'ADDED':
        return redirect(`/reid/data/${importId}`);
      case 'REPLAYED':
        await dropFile();
        return redirect(`/reid/data/${importId}`);
      case 'SEEN':
        await dropFile();
        return form.refuse(
          {
            file: `Imported on ${formatDate(appliedAt ?? '')} by ${memberName(person ?? null)}. The same file is not applied twice.`,
          },
          409,
        );
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

export default function UploadPage() {
  const { importKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/data', label: 'Data' }]} current="Upload" />
      <PageHeader
        title="Upload data"
        description="A file is read, shown and checked before anything of it is visible."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was uploaded" />
      <UploadForm importKey={importKey} isLicensed={typed?.license === 'on'} errors={answer?.error ?? undefined} />
      <PublisherList />
    </>
  );
}
