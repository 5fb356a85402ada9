import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { CheckboxField } from '~/components/ui/field.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { decideExpense, requireAnotherPerson } from '~/modules/expenses/approvals/commands.server.ts';
import { UndecidedList } from '~/modules/expenses/approvals/list.tsx';
import { explainUndecided } from '~/modules/expenses/approvals/outcomes.ts';
import { approvalsPerPage, findExpenseSettings, listUndecided } from '~/modules/expenses/approvals/queries.server.ts';
import { approvalSchema } from '~/modules/expenses/approvals/schema.ts';
import { cursorBehind, parseExpenseFilters } from '~/modules/expenses/ledger/filters.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Approvals', expenses.unlockedBy.title);

const address = '/expenses/approvals';

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  search.set('sort', 'oldest');
  const { before } = parseExpenseFilters(search);
  const [visitor, { undecided, settings }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      undecided: listUndecided(handle, before),
      settings: findExpenseSettings(handle),
    })),
  ]);
  const { rows, last } = cutPage(undecided, approvalsPerPage);
  const next = last && cursorBehind(last, 'oldest');
  const { mayWrite, role, user } = visitor;
  const needsAnotherPerson = settings[0]?.needsAnotherPerson ?? false;
  return {
    rows,
    isFirst: before === null,
    next: next ? `${next.value}_${next.id}` : null,
    role,
    decides: mayWrite && (role === 'OWNER' || role === 'ADMIN'),
    maySet: mayWrite && role === 'OWNER',
    needsAnotherPerson,
    excludedId: needsAnotherPerson ? user.id : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, approvalSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent === 'setting') {
    const isRequired = command.anotherPerson === 'on';
    const { viewer, done } = await context.database.write((handle) => ({
      done: requireAnotherPerson(handle, isRequired),
    }));
    requireViewer(viewer, request);
    if (done[0]?.outcome !== 'SAVED') throw notFound();
    const message = isRequired ? 'Another person approves now.' : 'Owners and admins approve their own now.';
    return redirectWithToast(context, address, message);
  }
  const { viewer, done } = await context.database.write((handle) => ({ done: decideExpense(handle, command) }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome ?? 'NOT_FOUND';
  switch (outcome) {
    case 'APPROVED':
      return redirectWithToast(context, address, 'The expense is approved.');
    case 'REJECTED':
      return redirectWithToast(context, address, 'The expense is rejected.');
    case 'ASKED':
      return redirectWithToast(context, address, 'Your question stands with the expense.');
    case 'ALREADY':
      return redirectWithToast(context, address, 'It was decided so already.');
    default: {
      const problem = explainUndecided(outcome);
      if (problem === null) throw notFound();
      return form.refuse(problem, 409);
    }
  }
}

const descriptions = {
  OWNER: 'Expenses that wait for a decision, the oldest first. Only approved ones reach taxes and reports.',
  ADMIN: 'Expenses that wait for a decision, the oldest first. Only approved ones reach taxes and reports.',
  MEMBER: 'Your expenses that wait for a decision, the oldest first.',
  VIEWER: 'Expenses that wait for a decision, the oldest first.',
};

export default function ApprovalsPage() {
  const { rows, isFirst, next, role, decides, maySet, needsAnotherPerson, excludedId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  return (
    <>
      <PageHeader
        title="Approvals"
        description={descriptions[role]}
        actions={rows.length > 0 && <LinkButton href={`${address}.csv`}>Download CSV</LinkButton>}
      />
      <ErrorSummary
        errors={answer?.error}
        title="Nothing was decided"
        ids={typed?.id ? { note: `expense-${typed.id}` } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          icon="circle-check"
          title={isFirst ? 'Nothing waits' : 'Nothing further on'}
          actions={!isFirst && <LinkButton href={address}>Back to the oldest</LinkButton>}
        >
          {isFirst && 'What members spend waits here until an owner or admin decides about it.'}
        </EmptyState>
      ) : (
        <UndecidedList
          rows={rows}
          decides={decides}
          excludedId={excludedId}
          typed={typed}
          errors={answer?.error ?? undefined}
        />
      )}
      <Steps
        label="Pages of expenses that wait"
        back={!isFirst && { href: address, label: 'Back to the oldest' }}
        next={next !== null && { href: writeAddress(address, { before: next }), label: 'Next' }}
      />
      {maySet ? (
        <Card>
          <OrganizationForm className="flex flex-col gap-4">
            <h2>Who approves</h2>
            <input type="hidden" name="intent" value="setting" />
            <CheckboxField
              name="anotherPerson"
              label="Approval needs another person"
              hint="Then nobody decides about what they spent themselves, and an approved expense waits again once its date, amount, category, property or percent changes."
              defaultChecked={needsAnotherPerson}
            />
            <div>
              <Button>Save</Button>
            </div>
          </OrganizationForm>
        </Card>
      ) : (
        needsAnotherPerson && <p className="text-muted">Approval needs another person here: an owner said so.</p>
      )}
    </>
  );
}
