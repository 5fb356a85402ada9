import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { listBookYears } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { findClosing, findSettings } from '~/modules/expenses/tax/queries.server.ts';
import { explainPreset, presetStateRate } from '~/modules/expenses/tax/states.ts';
import { YearLinks } from '~/modules/expenses/tax/year-links.tsx';
import { currentTaxYear, parseTaxYear } from '~/modules/expenses/tax/years.ts';
import { saveReaders, saveSettings } from '~/modules/expenses/tax-settings/commands.server.ts';
import { writeSettings } from '~/modules/expenses/tax-settings/fields.ts';
import { TaxSettingsForm } from '~/modules/expenses/tax-settings/form.tsx';
import { listPossibleReaders } from '~/modules/expenses/tax-settings/queries.server.ts';
import { TaxReaders } from '~/modules/expenses/tax-settings/readers-form.tsx';
import { type TypedSettings, taxSettingsSchema } from '~/modules/expenses/tax-settings/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today as readToday } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta = pageTitle('Tax settings');

/** The year of the address; the one whose instalment is due next without one. */
function yearOf(request: Request, today: string): number {
  const year = new URL(request.url).searchParams.get('year');
  const found = year === null ? currentTaxYear(today) : parseTaxYear(year);
  if (found === undefined) throw notFound();
  return found;
}

export async function loader(args: LoaderFunctionArgs) {
  const today = readToday();
  const year = yearOf(args.request, today);
  const [visitor, { settings, people, closing }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      settings: findSettings(handle, year),
      people: listPossibleReaders(handle),
      closing: findClosing(handle, year),
    })),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const [row] = settings;
  const state = row?.state ?? null;
  return {
    year,
    years: listBookYears(),
    values: writeSettings(row),
    people,
    isClosed: closing.length > 0,
    mayWrite: visitor.mayWrite,
    mayName: visitor.mayWrite && visitor.role === 'OWNER',
    presetNote: state !== null && presetStateRate(state) === 0 ? explainPreset(state, year) : null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const year = yearOf(request, readToday());
  const form = await parseForm(request, taxSettingsSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const isOfYear = command.intent === 'save-settings';
  const { viewer, done } = await context.database.write((handle) => ({
    done: isOfYear ? saveSettings(handle, year, withPreset(command)) : saveReaders(handle, command),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return isOfYear
        ? redirectWithToast(context, `/expenses/tax?year=${year}`, `The settings of ${year} are saved.`)
        : redirectWithToast(context, `/expenses/tax/settings?year=${year}`, 'Who may see taxes is saved.');
    case 'CHANGED':
      return form.refuse(
        'Nothing was saved: somebody else changed these settings since you opened the page. Reload it, and enter yours again.',
        409,
      );
    case 'CLOSED':
      return form.refuse(`Nothing was saved: ${year} is closed. Reopen it under Years first.`, 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** A state that taxes no income of persons has its rate without being asked; a typed one stays. */
function withPreset(typed: TypedSettings): TypedSettings {
  return { ...typed, stateRate: typed.stateRate ?? (presetStateRate(typed.state) === 0 ? 0 : null) };
}

export default function TaxSettingsPage() {
  const { year, years, values, people, isClosed, mayWrite, mayName, presetNote } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  return (
    <>
      <Breadcrumbs links={[{ href: `/expenses/tax?year=${year}`, label: 'Taxes' }]} current="Settings" />
      <PageHeader
        title={`Tax settings ${year}`}
        description="What the books do not tell. Every amount is of the whole year; an empty one counts nothing."
      />
      <YearLinks years={years} year={year} hrefOf={(other) => `/expenses/tax/settings?year=${other}`} />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      {isClosed && (
        <Notice title={`${year} is closed`}>
          <p>Its settings stay as they are until it is reopened.</p>
        </Notice>
      )}
      <TaxSettingsForm
        year={year}
        values={typed?.intent === 'save-settings' ? typed : values}
        errors={answer?.error}
        presetNote={presetNote}
        isReadOnly={!mayWrite || isClosed}
      />
      <TaxReaders people={people} mayName={mayName} />
    </>
  );
}
