import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { isOfOtherOrganization } from '~/components/ui/organization-form.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { listAreaKeys } from '~/modules/reid/areas/area-search.ts';
import { explainMonthlyLimit } from '~/modules/reid/limits.ts';
import { reid } from '~/modules/reid/module.ts';
import { keepProfile } from '~/modules/reid/profiles/commands.server.ts';
import { foundInputsSchema } from '~/modules/reid/profiles/inputs.ts';
import { makeProfile } from '~/modules/reid/profiles/making.ts';
import { NewProfileForm } from '~/modules/reid/profiles/new-profile-form.tsx';
import { countProfiles, readInputs, readProfileChoices } from '~/modules/reid/profiles/queries.server.ts';
import { newProfileSchema } from '~/modules/reid/profiles/schema.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const meta = pageTitle('New profile', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [visitor, { found, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: readProfileChoices(handle), counted: countProfiles(handle) })),
  ]);
  const choices = found[0]?.choices;
  if (!visitor.mayWrite || !choices) throw notFound();
  const [uses] = counted;
  return {
    formKey: crypto.randomUUID(),
    choices,
    area: new URL(args.request.url).searchParams.get('area') ?? '',
    limit: uses ? explainMonthlyLimit(uses, 'made', new Date()) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, newProfileSchema);
  if (!form.ok) return form.answer;
  const { value: asked, refuse } = form;
  const [visitor, { found, counted }] = await Promise.all([
    requireModule(args, reid),
    context.database.read((handle) => ({
      found: readInputs(handle, listAreaKeys(asked.area), asked),
      counted: countProfiles(handle),
    })),
  ]);
  if (!visitor.mayWrite) throw notFound();
  const inputs = foundInputsSchema.nullable().parse(found[0]?.value ?? null);
  if (!inputs)
    return refuse({ area: `Nothing is known of “${asked.area}”. Import figures of it, or name another area.` }, 409);
  const profile = makeProfile(inputs, asked, today());
  const { kept } = await context.database.write((handle) => ({ kept: keepProfile(handle, asked.key, profile) }));
  const outcome = kept[0]?.outcome;
  switch (outcome) {
    case 'MADE':
      return redirect(`/reid/profiles/${asked.key}`);
    case 'LIMIT': {
      const most = counted[0]?.most ?? 0;
      return refuse(explainMonthlyLimit({ used: most, most }, 'made', new Date()) ?? '', 409);
    }
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** After a failure, or for another organization, what the page offers stays as it is, with what was typed. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, actionResult }) =>
  actionStatus !== 503 && !isOfOtherOrganization(actionResult);

export default function NewProfilePage() {
  const { formKey, choices, area, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/profiles', label: 'Profiles' }]} current="New profile" />
      <PageHeader
        title="New profile"
        description="Scores an area by what you imported about it. The same data gives the same profile."
      />
      <ErrorSummary errors={answer?.error} title="No profile was made" />
      <NewProfileForm
        formKey={formKey}
        choices={choices}
        values={answer ? readTypedTexts(answer) : { area }}
        answer={answer}
        limit={limit}
      />
    </>
  );
}
