import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireRole } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { answerImportForm, importsPath } from '~/modules/campaigns/contact-imports/answers.server.ts';
import { detectedFile } from '~/modules/campaigns/contact-imports/detection.ts';
import { ImportTag } from '~/modules/campaigns/contact-imports/list.tsx';
import { suggestMapping } from '~/modules/campaigns/contact-imports/mapping.ts';
import { Progress } from '~/modules/campaigns/contact-imports/progress.tsx';
import { findImport, listProblems, problemsShown } from '~/modules/campaigns/contact-imports/queries.server.ts';
import { ImportFacts, ImportFigures, RefusedRows } from '~/modules/campaigns/contact-imports/report.tsx';
import { SampleTable } from '~/modules/campaigns/contact-imports/sample-table.tsx';
import { importCommandSchema } from '~/modules/campaigns/contact-imports/schema.ts';
import { StartForm, suggestedEntry } from '~/modules/campaigns/contact-imports/start-form.tsx';
import { describeResult } from '~/modules/campaigns/contact-imports/words.ts';
import { readEntry } from '~/modules/campaigns/contacts/entry.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { listListChoices } from '~/modules/campaigns/contacts/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { MemberName } from '~/components/ui/name.tsx';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? `Import of ${data.found.fileName}` : 'Import not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.importId);
  const [visitor, { imports, problems, lists }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      imports: findImport(handle, id),
      problems: listProblems(handle, id, 0, problemsShown),
      lists: listListChoices(handle),
    })),
  ]);
  requireRole(visitor, managerRoles);
  const [found] = imports;
  if (!found) throw notFound();
  const detected = detectedFile.parse(found.detected);
  return {
    found: { ...found, detected: null },
    detected,
    suggested: suggestedEntry(suggestMapping(detected)),
    problems,
    lists,
    path: importsPath,
    mayWrite: visitor.mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.importId);
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, importCommandSchema);
  return form.ok ? await answerImportForm(args, id, form.value, form.refuse) : form.answer;
}

export default function ImportPage() {
  const { found, detected, suggested, problems, lists, path, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isWaiting = found.status === 'UPLOADED';
  return (
    <>
      <Breadcrumbs
        links={[
          { href: contactsPath, label: 'Contacts' },
          { href: path, label: 'Import' },
        ]}
        current={found.fileName}
      />
      <PageHeader
        title={found.fileName}
        description={
          <>
            {'Uploaded by '}
            <MemberName name={found.person} />
            {' on '}
            <Day date={found.at} />.
          </>
        }
        actions={<ImportTag status={found.status} />}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {isWaiting && found.isKept && (
        <>
          <SampleTable detected={detected} />
          {mayWrite && <StartForm detected={detected} lists={lists} {...readEntry(answer, ['start'], suggested)} />}
        </>
      )}
      {isWaiting && !found.isKept && (
        <Notice title="The file is kept no more">
          <p>Files that wait are kept for 30 days. Upload it again to import it.</p>
        </Notice>
      )}
      {found.status === 'RUNNING' && (
        <Progress
          done={found.position}
          all={found.fileSize}
          words={describeResult(found)}
          problem={found.problem}
          isAtWork={found.isAtWork}
          mayGoOn={mayWrite}
        />
      )}
      {found.status === 'FAILED' && found.problem && (
        <Notice kind="danger" title="It could not be read to its end">
          <p>{found.problem} What was read before it is imported.</p>
        </Notice>
      )}
      {!isWaiting && (
        <>
          <ImportFigures found={found} />
          <ImportFacts found={found} />
          <RefusedRows path={`${path}/${found.id}`} problems={problems} count={found.rowsRefused} />
        </>
      )}
      {mayWrite && (isWaiting || found.status === 'RUNNING') && (
        <OrganizationForm className="no-print">
          <Button variant="quiet" name="intent" value="cancel">
            Cancel import
          </Button>
        </OrganizationForm>
      )}
    </>
  );
}
