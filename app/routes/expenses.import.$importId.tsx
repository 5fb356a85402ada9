import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { answerImportForm } from '~/modules/expenses/imports/answers.server.ts';
import { describeImport } from '~/modules/expenses/imports/description.server.ts';
import { ChooseLines, LinesCsv, ShowLines } from '~/modules/expenses/imports/lines-form.tsx';
import { describeResult, ImportTag } from '~/modules/expenses/imports/list.tsx';
import { MappingForm, SampleTable } from '~/modules/expenses/imports/mapping-form.tsx';
import { Progress } from '~/modules/expenses/imports/progress.tsx';
import {
  countLines,
  findEarlierChoices,
  findImport,
  listCategories,
  listLines,
} from '~/modules/expenses/imports/queries.server.ts';
import { importCommandSchema, readShown } from '~/modules/expenses/imports/schema.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? `Import of ${data.found.fileName}` : 'Import not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.importId);
  const url = new URL(args.request.url);
  const shown = readShown(url);
  const [visitor, { imports, counts, lines, earlier, categories }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      imports: findImport(handle, id),
      counts: countLines(handle, id),
      lines: listLines(handle, id, shown),
      earlier: findEarlierChoices(handle, id),
      categories: listCategories(handle),
    })),
  ]);
  const [found] = imports;
  if (!found) throw notFound();
  return describeImport(found, {
    visitor,
    counts,
    lines,
    earlier: earlier[0],
    categories,
    asksForMapping: url.searchParams.has('mapping'),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = requireId(params.importId);
  const form = await parseForm(request, importCommandSchema);
  if (!form.ok) return form.answer;
  return await answerImportForm({ request, context }, id, form.value, form.refuse);
}

export default function ImportPage() {
  const { found, step, mapping, listed, mayWrite, mayMap } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.error ?? {};
  const format = found.format;
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses/import', label: 'Import' }]} current={found.fileName} />
      <PageHeader
        title={found.fileName}
        description={
          <>
            {found.account && `${found.account}, `}uploaded on <Day date={found.createdAt} />. {describeResult(found)}
          </>
        }
        actions={<ImportTag status={found.status} />}
      />
      <ErrorSummary errors={errors} title="Nothing was changed" />
      {found.importedBefore && (step === 'map' || step === 'choose') && (
        <Notice title="You have imported this file before">
          <p>
            That was on <Day date={found.importedBefore} />. What was imported then is left out.
          </p>
        </Notice>
      )}
      {step === 'map' && (
        <>
          {mapping.detected.format === 'CSV' && <SampleTable detected={mapping.detected} />}
          <MappingForm {...mapping} typed={answer && readTypedTexts(answer)} errors={errors} />
        </>
      )}
      {step === 'read' && (
        <Progress
          intent="read"
          label="Reading the file"
          done={found.nextByte}
          all={found.fileSize}
          words={`${found.linesCount.toLocaleString('en-US')} lines read.`}
          isBusy={found.isBeingRead}
        />
      )}
      {step === 'import' && (
        <Progress
          intent="import"
          label="Importing"
          done={found.importedCount}
          all={listed.selected}
          words={`${found.importedCount.toLocaleString('en-US')} of ${listed.selected.toLocaleString('en-US')} lines imported.`}
        />
      )}
      {step === 'undo' && (
        <Progress
          intent="undo"
          label="Undoing the import"
          done={found.linesCount - found.importedCount}
          all={found.linesCount}
          words={`${found.importedCount.toLocaleString('en-US')} lines are left to look at.`}
        />
      )}
      {step === 'choose' && mayWrite && <ChooseLines {...listed} format={format} />}
      {(step === 'look' || (step === 'choose' && !mayWrite)) && <ShowLines {...listed} format={format} />}
      {(step === 'choose' || step === 'look') && <LinesCsv importId={found.id} {...listed} />}
      {step === 'choose' && mayMap && (
        <p>
          <a href="?mapping" className="link">
            Change the mapping
          </a>
          . The file is read again then, and the ticks start anew.
        </p>
      )}
      {found.mayUndo && (
        <div>
          <Confirmation
            id="undo-import"
            label="Undo import"
            title="Undo this import?"
            confirmLabel="Yes, undo it"
            fields={{ intent: 'undo' }}
          >
            <p>
              It takes back every line that nobody has decided about or changed since, in years that are open. The
              others stay, and are listed with the reason.
            </p>
          </Confirmation>
        </div>
      )}
    </>
  );
}
