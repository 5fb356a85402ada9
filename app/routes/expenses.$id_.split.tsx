import type { SubmissionResult } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listCategoryChoices } from '~/modules/expenses/choices.server.ts';
import { explainUnsplit } from '~/modules/expenses/entry/outcomes.ts';
import { findExpense } from '~/modules/expenses/entry/queries.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { splitExpense } from '~/modules/expenses/splits/commands.server.ts';
import { divideEvenly, mostParts } from '~/modules/expenses/splits/divide.ts';
import { type PartTexts, SplitForm } from '~/modules/expenses/splits/form.tsx';
import { splitSchema } from '~/modules/expenses/splits/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { giveBack, parseForm, readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeDollars } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const meta = pageTitle('Split', expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.id);
  const [visitor, { found, categories, properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: findExpense(handle, id),
      categories: listCategoryChoices(handle, id),
      properties: listPropertyChoices(handle),
    })),
  ]);
  const [expense] = found;
  const isSettled = expense?.status === 'APPROVED' && visitor.role === 'MEMBER';
  if (!expense || !visitor.mayWrite || isSettled || expense.miles !== null || expense.refundOf !== null)
    throw notFound();
  const { categoryId, listingId, percent, amount } = expense;
  const parts = amount < 2 ? [] : divideEvenly(amount, 2);
  return {
    expense,
    categories,
    properties,
    parts: parts.map((cents, index) => ({
      id: index === 0 ? expense.id : crypto.randomUUID(),
      amount: writeDollars(cents),
      categoryId: index === 0 ? categoryId : '',
      listingId: listingId ?? '',
      percent: index === 0 ? String(percent) : '',
    })),
    /** For one more part of a form without script. */
    spareId: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.id);
  const form = await parseForm(request, splitSchema);
  if (!form.ok) return form.answer;
  const { intent, version, parts } = form.value;
  if (intent === 'add-part') {
    // Nothing is saved yet: the page comes back with what was typed, and a part more.
    const { viewer } = await context.database.read(() => ({}));
    requireViewer(viewer, request);
    const read = await readForm(request);
    return read instanceof FormData ? giveBack(read, {}, 200) : read.answer;
  }
  const { viewer, done } = await context.database.write((handle) => ({
    done: splitExpense(handle, id, version, parts),
  }));
  requireViewer(viewer, request);
  const { outcome, place, percentLimit } = done[0] ?? { outcome: 'NOT_FOUND', place: null, percentLimit: null };
  if (outcome === 'SPLIT') {
    return redirectWithToast(context, `/expenses/${id}`, `It is split into ${countWords(parts.length, 'part')}.`);
  }
  const refusal = explainUnsplit(outcome, percentLimit);
  if (!refusal) throw notFound();
  const { problem, field } = refusal;
  const read = await readForm(request);
  if (!field || place === null || !(read instanceof FormData)) return form.refuse(problem, 409);
  // The database counts the parts that were filled in; their places in the form are those of the same ids.
  const index = readParts(form.refuse('', 409).data).findIndex((part) => part.id === parts[place - 1]?.id);
  return giveBack(read, { [`parts[${index}].${field}`]: problem }, 409);
}

/** The parts that were typed into a form that came back. */
function readParts({ initialValue }: SubmissionResult): PartTexts[] {
  const parts: unknown = initialValue?.parts;
  return Array.isArray(parts) ? parts.slice(0, mostParts).map(readPart) : [];
}

function readPart(part: unknown): PartTexts {
  const texts = new Map<string, unknown>(typeof part === 'object' && part !== null ? Object.entries(part) : []);
  const text = (name: string) => {
    const value = texts.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    id: text('id'),
    amount: text('amount'),
    categoryId: text('categoryId'),
    listingId: text('listingId'),
    percent: text('percent'),
  };
}

export default function SplitPage() {
  const { expense, categories, properties, parts, spareId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer ? readParts(answer) : [];
  const isMore = answer?.initialValue?.intent === 'add-part' && typed.length < mostParts;
  const shown = typed.length > 0 ? typed : parts;
  const errors = answer?.error ?? undefined;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: 'Expenses' },
          { href: `/expenses/${expense.id}`, label: expense.merchant },
        ]}
        current="Split"
      />
      <PageHeader
        title={`Split ${expense.merchant}`}
        description={
          <>
            <Money cents={expense.amount} />, <Day date={expense.date} />. Each part has its own category, property and
            percent; all share the receipts.
          </>
        }
      />
      <ErrorSummary errors={errors} title="Nothing was split" ids={partIds(errors)} />
      <SplitForm
        key={shown.map(({ id }) => id).join()}
        amount={expense.amount}
        version={String(expense.version)}
        parts={isMore ? [...shown, { id: spareId, amount: '', categoryId: '', listingId: '', percent: '' }] : shown}
        categories={categories}
        properties={properties}
        errors={errors}
      />
    </>
  );
}

/** Ids of the fields of parts by their names: `parts[0].amount` is part-1-amount. */
function partIds(errors: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.keys(errors ?? {}).flatMap((name) => {
      const [, index, key] = /^parts\[(\d+)\]\.(\w+)$/.exec(name) ?? [];
      return index === undefined ? [] : [[name, `part-${Number(index) + 1}-${key}`]];
    }),
  );
}
