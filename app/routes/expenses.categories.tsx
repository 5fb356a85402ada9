import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { changeCategories } from '~/modules/expenses/categories/commands.server.ts';
import { AddCategory, AddRule } from '~/modules/expenses/categories/forms.tsx';
import {
  categoriesPerPage,
  listCategories,
  listMerchantRules,
  rulesPerPage,
} from '~/modules/expenses/categories/queries.server.ts';
import { categoryCommandSchema } from '~/modules/expenses/categories/schema.ts';
import { CategoryTable, RuleTable } from '~/modules/expenses/categories/table.tsx';
import { listCategoryChoices } from '~/modules/expenses/choices.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Categories', expenses.unlockedBy.title);

const path = '/expenses/categories';

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const year = readBookYear(search.get('year'));
  const place = (name: string) => z.guid().safeParse(search.get(name)).data ?? null;
  const [after, rulesAfter] = [place('after'), place('rules')];
  const [visitor, { foundCategories, foundRules, ...choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      foundCategories: listCategories(handle, year, after),
      foundRules: listMerchantRules(handle, rulesAfter),
      categories: listCategoryChoices(handle),
      properties: listPropertyChoices(handle),
    })),
  ]);
  const categories = cutPage(foundCategories, categoriesPerPage);
  const rules = cutPage(foundRules, rulesPerPage);
  return {
    categories: { rows: categories.rows, after, next: categories.last?.id },
    rules: { rows: rules.rows, after: rulesAfter, next: rules.last?.id },
    choices,
    year,
    ids: { category: crypto.randomUUID(), rule: crypto.randomUUID() },
    mayChange: visitor.mayWrite && (visitor.role === 'OWNER' || visitor.role === 'ADMIN'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, categoryCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { viewer, done } = await context.database.write((handle) => ({ done: changeCategories(handle, command) }));
  requireViewer(viewer, request);
  // Back to the year that was looked at.
  const year = new URL(request.url).searchParams.get('year') ?? undefined;
  const address = writeAddress(path, { year });
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
  const { categories, rules, choices, year, ids, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const errors = answer?.error ?? undefined;
  const addressOf = (places: { after?: string | null; rules?: string | null }) =>
    writeAddress(path, { year, after: categories.after, rules: rules.after, ...places });
  const of = (intent: string) => (typed?.intent === intent ? { typed, errors } : {});
  return (
    <>
      <PageHeader
        title="Categories"
        description="What expenses are for, and the lines of the tax forms they go to. Expenses of a rental go to Schedule E, all others to Schedule C."
        actions={<LinkButton href={writeAddress(`${path}.csv`, { year })}>Download CSV</LinkButton>}
      />
      <ErrorSummary errors={errors} title="Nothing was changed" />
      <YearFilter action={path} year={year} />
      <CategoryTable rows={categories.rows} mayChange={mayChange} />
      <Steps
        label="Pages of categories"
        back={categories.after !== null && { href: addressOf({ after: null }), label: 'First categories' }}
        next={
          categories.next !== undefined && { href: addressOf({ after: categories.next }), label: 'Next categories' }
        }
      />
      {mayChange && <AddCategory id={ids.category} {...of('add-category')} />}
      <section className="flex flex-col gap-3">
        <h2>Merchant rules</h2>
        <p className="max-w-prose text-muted">
          A new expense takes category and property from the rule for its merchant. What is in the books already stays
          as it is.
        </p>
        {rules.rows.length === 0 ? (
          <p className="text-muted">{rules.after === null ? 'No rules yet.' : 'No more rules.'}</p>
        ) : (
          <>
            <RuleTable rows={rules.rows} mayChange={mayChange} />
            <div>
              <LinkButton size="small" href={`${path}/rules.csv`}>
                Download CSV
              </LinkButton>
            </div>
          </>
        )}
        <Steps
          label="Pages of merchant rules"
          back={rules.after !== null && { href: addressOf({ rules: null }), label: 'First rules' }}
          next={rules.next !== undefined && { href: addressOf({ rules: rules.next }), label: 'Next rules' }}
        />
      </section>
      {mayChange && <AddRule id={ids.rule} {...of('add-rule')} {...choices} />}
    </>
  );
}
