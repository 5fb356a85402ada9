import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { changeCategories } from '~/modules/expenses/categories/commands.server.ts';
import { AddCategory, AddRule } from '~/modules/expenses/categories/forms.tsx';
import { listCategories, listMerchantRules } from '~/modules/expenses/categories/queries.server.ts';
import { categoryCommandSchema } from '~/modules/expenses/categories/schema.ts';
import { CategoryTable, RuleTable } from '~/modules/expenses/categories/table.tsx';
import { listCategoryChoices, listPropertyChoices } from '~/modules/expenses/choices.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Categories', expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const thisYear = Number(today().slice(0, 4));
  const year = readYear(args.request) ?? thisYear;
  const [visitor, { rows, rules, ...choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      rows: listCategories(handle, year),
      rules: listMerchantRules(handle),
      categories: listCategoryChoices(handle),
      properties: listPropertyChoices(handle),
    })),
  ]);
  return {
    rows,
    rules,
    choices,
    year,
    years: Array.from({ length: thisYear - 2018 }, (_, index) => thisYear + 1 - index),
    ids: { category: crypto.randomUUID(), rule: crypto.randomUUID() },
    mayChange: visitor.mayWrite && (visitor.role === 'OWNER' || visitor.role === 'ADMIN'),
  };
}

/** The year that the address asks for. */
function readYear(request: Request): number | undefined {
  const text = new URL(request.url).searchParams.get('year') ?? '';
  return /^20[2-9]\d$/.test(text) ? Number(text) : undefined;
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, categoryCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { viewer, done } = await context.database.write((handle) => ({ done: changeCategories(handle, command) }));
  requireViewer(viewer, request);
  // Back to the year that was looked at.
  const address = writeAddress('/expenses/categories', { year: readYear(request) });
  const succeed = (message: string) => redirectWithToast(context, address, message);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return succeed(command.intent === 'add-rule' ? 'The rule is added.' : 'The category is added.');
    case 'SAVED':
      return succeed(
        command.intent === 'archive' ? 'The category is archived. Its expenses keep it.' : 'The category is back.',
      );
    case 'REMOVED':
      return succeed('The rule is removed. Expenses keep what it gave them.');
    case 'NAME_TAKEN':
      return form.refuse({ name: 'There is a category of this name. Choose another one.' }, 409);
    case 'TAKEN':
      return form.refuse({ merchant: 'There is a rule for this text. Remove it first.' }, 409);
    case 'NO_CATEGORY':
      return form.refuse({ categoryId: 'Choose a category that is not archived.' }, 409);
    case 'NO_PROPERTY':
    case 'NO_PAYEE':
      return form.refuse({ listingId: 'Choose a property that is still kept.' }, 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function CategoriesPage() {
  const { rows, rules, choices, year, years, ids, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const errors = answer?.error ?? undefined;
  const of = (intent: string) => (typed?.intent === intent ? { typed, errors } : {});
  return (
    <>
      <PageHeader
        title="Categories"
        description="What expenses are for, and the lines of the tax forms they go to. Expenses of a rental go to Schedule E, all others to Schedule C."
      />
      <ErrorSummary errors={errors} title="Nothing was changed" />
      <form method="get" className="flex flex-wrap items-end gap-2">
        <SelectField
          name="year"
          label="Lines of the tax year"
          defaultValue={String(year)}
          options={years.map((each) => ({ value: String(each), label: String(each) }))}
        />
        <Button>Show</Button>
      </form>
      <CategoryTable rows={rows} mayChange={mayChange} />
      {mayChange && <AddCategory id={ids.category} {...of('add-category')} />}
      <section className="flex flex-col gap-3">
        <h2>Merchant rules</h2>
        <p className="max-w-prose text-muted">
          A new expense takes category and property from the rule for its merchant. What is in the books already stays
          as it is.
        </p>
        {rules.length === 0 ? (
          <p className="text-muted">No rules yet.</p>
        ) : (
          <RuleTable rows={rules} mayChange={mayChange} />
        )}
      </section>
      {mayChange && <AddRule id={ids.rule} {...of('add-rule')} {...choices} />}
    </>
  );
}
