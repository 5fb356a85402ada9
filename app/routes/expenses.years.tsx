import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { closeYear, reopenYear } from '~/modules/expenses/closed-years/commands.server.ts';
import { listBookYears } from '~/modules/expenses/closed-years/queries.server.ts';
import { yearCommandSchema } from '~/modules/expenses/closed-years/schema.ts';
import { YearCard } from '~/modules/expenses/closed-years/year-card.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta = pageTitle('Years');

export async function loader(args: LoaderFunctionArgs) {
  const [visitor, { years }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ years: listBookYears(handle) })),
  ]);
  // A MEMBER sees no expenses of others, so the open points of the organization are not theirs to read.
  if (visitor.role === 'MEMBER') throw notFound();
  return {
    years: years.map((year) => ({ ...year, spent: Number(year.spent), deductible: Number(year.deductible) })),
    mayClose: visitor.mayWrite,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, yearCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { year } = command;
  const { viewer, done } = await context.database.write((handle) => ({
    done: command.intent === 'close' ? closeYear(handle, year, command) : reopenYear(handle, year),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  const succeed = (message: string) => redirectWithToast(context, '/expenses/years', message);
  switch (outcome) {
    case 'CLOSED':
    case 'CLOSED_BEFORE':
      return succeed(`${year} is closed.`);
    case 'OPENED':
    case 'OPEN':
      return succeed(`${year} is open.`);
    case 'CHANGED':
      return form.refuse(
        `${year} was not closed: what is open in it changed since you opened this page. Look at it again, and close it then.`,
        409,
      );
    case 'NO_YEAR':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function YearsPage() {
  const { years, mayClose } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title="Years"
        description="Close a year once its return is filed: nothing of it changes then, for nobody, until it is reopened."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {years.map((year) => (
        <YearCard key={year.taxYear} year={year} mayClose={mayClose} />
      ))}
    </>
  );
}
