import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { answerImportForm } from '~/modules/reid/imports/answers.server.ts';
import { CheckForm } from '~/modules/reid/imports/check-form.tsx';
import { ImportControls } from '~/modules/reid/imports/controls.tsx';
import { describeImport } from '~/modules/reid/imports/description.server.ts';
import { ImportFacts } from '~/modules/reid/imports/facts.tsx';
import { ImportTag } from '~/modules/reid/imports/list.tsx';
import { ProblemList } from '~/modules/reid/imports/problem-list.tsx';
import { Progress } from '~/modules/reid/imports/progress.tsx';
import { findImport, listProblems } from '~/modules/reid/imports/queries.server.ts';
import { SampleTable } from '~/modules/reid/imports/sample-table.tsx';
import { importCommandSchema } from '~/modules/reid/imports/schema.ts';
import { describeNarrowing, describeResult } from '~/modules/reid/imports/words.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { MemberName } from '~/components/ui/name.tsx';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? `Import of ${data.found.fileName}` : 'Import not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.importId);
  const [visitor, { imports, problems }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ imports: findImport(handle, id), problems: listProblems(handle, id) })),
  ]);
  const [found] = imports;
  if (!found) throw notFound();
  return describeImport(found, { visitor, problems });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = requireId(params.importId);
  const form = await parseForm(request, importCommandSchema);
  if (!form.ok) return form.answer;
  return await answerImportForm({ request, context }, id, form.value, form.refuse);
}

export default function ImportPage() {
  const page = useLoaderData<typeof loader>();
  const { found, detected, choices, sample, problems, check, mayWrite } = page;
  const answer = useActionData<typeof action>();
  const errors = answer?.error ?? {};
  const narrowing = describeNarrowing(choices);
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/data', label: 'Data' }]} current={found.fileName} />
      <PageHeader
        title={found.fileName}
        description={
          <>
            Uploaded by <MemberName name={found.person} /> on <Day date={found.createdAt} />. {describeResult(found)}
          </>
        }
        actions={<ImportTag status={found.status} />}
      />
      <ErrorSummary errors={errors} title="Nothing was changed" />
      {narrowing && (
        <Notice title="Fewer months are read">
          <p>{narrowing}</p>
        </Notice>
      )}
      {found.status === 'CHECKING' && (
        <Progress
          label="Checking"
          {...check}
          words={`${found.rowsCount.toLocaleString('en-US')} rows read.`}
          problem={found.problem}
          isAtWork={found.isAtWork}
          mayContinue={mayWrite}
        />
      )}
      {(found.status === 'APPLYING' || found.status === 'UNDOING') && (
        <Progress
          label={found.status === 'APPLYING' ? 'Applying' : 'Undoing the import'}
          done={found.appliedThrough}
          all={found.rowsCount}
          words={
            found.status === 'APPLYING'
              ? `${found.appliedThrough.toLocaleString('en-US')} of ${found.rowsCount.toLocaleString('en-US')} rows applied. Pages show some of its figures already.`
              : `${found.appliedThrough.toLocaleString('en-US')} series taken back.`
          }
          problem={found.problem}
          isAtWork={found.isAtWork}
          mayContinue={mayWrite}
        />
      )}
      <ImportFacts {...page} />
      <ImportControls {...page} />
      {page.mayCheck && (
        <CheckForm detected={detected} choices={choices} typed={answer && readTypedTexts(answer)} errors={errors} />
      )}
      {found.problemsCount > 0 && <ProblemList importId={found.id} problems={problems} count={found.problemsCount} />}
      {(found.status === 'UPLOADED' || found.status === 'READY') && sample.length > 0 && <SampleTable rows={sample} />}
    </>
  );
}
