import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listCategoryChoices, listPayeeChoices } from '~/modules/expenses/choices.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { addRecurringExpense, changeRecurringExpense } from '~/modules/expenses/recurring/commands.server.ts';
import { RecurringForm } from '~/modules/expenses/recurring/form.tsx';
import { RecurringList } from '~/modules/expenses/recurring/list.tsx';
import {
  listRecurringExpenses,
  placeBehind,
  type TemplatePlace,
  templatesPerPage,
} from '~/modules/expenses/recurring/queries.server.ts';
import { recurringSchema } from '~/modules/expenses/recurring/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readDay, writeAddress } from '~/utils/addresses.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Recurring', expenses.unlockedBy.title);

const address = '/expenses/recurring';

export async function loader(args: LoaderFunctionArgs) {
  const before = readPlace(new URL(args.request.url).searchParams.get('before'));
  const [visitor, { listed, ...choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      listed: listRecurringExpenses(handle, before),
      categories: listCategoryChoices(handle),
      properties: listPropertyChoices(handle),
      payees: listPayeeChoices(handle),
    })),
  ]);
  const { rows, last } = cutPage(listed, templatesPerPage);
  return {
    rows,
    isFirst: before === null,
    next: last ? writePlace(last) : null,
    choices,
    id: crypto.randomUUID(),
    today: today(),
    userId: visitor.user.id,
    role: visitor.role,
    mayWrite: visitor.mayWrite,
  };
}

function writePlace(row: Parameters<typeof placeBehind>[0]) {
  const { value, id } = placeBehind(row);
  return `${value}_${id}`;
}

function readPlace(text: string | null): TemplatePlace | null {
  const [value = '', id = ''] = (text ?? '').split('_');
  const isPlace = z.guid().safeParse(id).success && (value === 'none' || readDay(value) !== undefined);
  return isPlace ? { value, id } : null;
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, recurringSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { viewer, done } = await context.database.write((handle) => ({
    done: command.intent === 'add' ? addRecurringExpense(handle, command) : changeRecurringExpense(handle, command),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(context, address, 'It is added. Its expenses wait for a decision on their days.');
    case 'PAUSED':
      return redirectWithToast(context, address, 'It is paused.');
    case 'RESUMED':
      return redirectWithToast(context, address, 'It goes on.');
    case 'SKIPPED':
      return redirectWithToast(context, address, 'Its next day is left out.');
    case 'NO_CATEGORY':
      return form.refuse({ categoryId: 'Choose a category that is not archived.' }, 409);
    case 'NO_PROPERTY':
      return form.refuse({ listingId: 'Choose a property that is still kept.' }, 409);
    case 'NO_PAYEE':
      return form.refuse({ payeeId: 'Choose a payee that is still kept.' }, 409);
    case 'OTHER_YEAR':
      return form.refuse({ startsOn: 'Enter a day from 2020 to next year.' }, 409);
    case 'ENDS_TOO_EARLY':
      return form.refuse({ endsOn: 'Enter a last day that is not before the first.' }, 409);
    case 'TOO_MANY':
      return form.refuse('Nothing was added: there are 200 recurring expenses already.', 409);
    case 'ENDED':
      return form.refuse('Nothing was changed: it has no day left.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function RecurringPage() {
  const { rows, isFirst, next, choices, id, today, userId, role, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const isManager = role === 'OWNER' || role === 'ADMIN';
  return (
    <>
      <PageHeader
        title="Recurring"
        description="Expenses that come again. On each day one is entered and waits for a decision, without a receipt."
        actions={rows.length > 0 && <LinkButton href={`${address}.csv`}>Download CSV</LinkButton>}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {mayWrite && (
        <RecurringForm
          id={id}
          today={today}
          choices={choices}
          typed={typed?.intent === 'add' ? typed : undefined}
          errors={answer?.error ?? undefined}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState
          icon="repeat-2"
          title={isFirst ? 'Nothing comes again yet' : 'Nothing further on'}
          actions={!isFirst && <LinkButton href={address}>Back to the start</LinkButton>}
        >
          {isFirst && 'Add rent, insurance or software once, and it is entered on its days.'}
        </EmptyState>
      ) : (
        <RecurringList rows={rows} mayChange={(id) => mayWrite && (isManager || id === userId)} />
      )}
      <Steps
        label="Pages of recurring expenses"
        back={!isFirst && { href: address, label: 'Back to the start' }}
        next={next !== null && { href: writeAddress(address, { before: next }), label: 'Next' }}
      />
    </>
  );
}
