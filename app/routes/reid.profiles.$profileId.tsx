import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { writePeriod } from '~/modules/reid/figures/periods.ts';
import { nameSource, writeCredits } from '~/modules/reid/figures/sources.ts';
import { explainMonthlyLimit } from '~/modules/reid/limits.ts';
import { reid } from '~/modules/reid/module.ts';
import { ProfileActions } from '~/modules/reid/profiles/actions.tsx';
import { changeProfile } from '~/modules/reid/profiles/page-commands.server.ts';
import { countProfiles, findProfile } from '~/modules/reid/profiles/queries.server.ts';
import { metricsSchema, profileCommandSchema, sentencesSchema } from '~/modules/reid/profiles/schema.ts';
import { ScoresView, Sentences } from '~/modules/reid/profiles/scores-view.tsx';
import { typeWords } from '~/modules/reid/profiles/words.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { MemberName } from '~/components/ui/name.tsx';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? data.title : 'Profile not found', 'Profiles'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.profileId);
  const [visitor, { found, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findProfile(handle, id), counted: countProfiles(handle) })),
  ]);
  const [profile] = found;
  if (!profile) throw notFound();
  const { metrics, strengths, weaknesses, recommendations, dataSources, madeById, ...shown } = profile;
  const [uses] = counted;
  return {
    ...shown,
    title: profile.address ?? profile.area,
    // Profiles of before the rules have no reasons to show.
    metrics: metricsSchema.safeParse(metrics).data,
    strengths: sentencesSchema.parse(strengths),
    weaknesses: sentencesSchema.parse(weaknesses),
    missing: sentencesSchema.parse(recommendations),
    sources: sentencesSchema.parse(dataSources),
    mayChange: visitor.mayWrite && (isManager(visitor.role) || madeById === visitor.user.id),
    mayVerify: visitor.mayWrite && isManager(visitor.role),
    limit: uses ? explainMonthlyLimit(uses, 'made', new Date()) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.profileId);
  const form = await parseForm(request, profileCommandSchema);
  if (!form.ok) return form.answer;
  const { value: command, refuse } = form;
  const page = `/reid/profiles/${id}`;
  const outcome = await changeProfile(args, id, command);
  switch (outcome) {
    case 'REFRESHED':
      return redirectWithToast(context, page, 'The profile says what is known now.');
    case 'VERIFIED':
      return redirectWithToast(context, page, 'The profile is verified in your name.');
    case 'CHANGED':
      return redirectWithToast(
        context,
        page,
        command.intent === 'share' ? 'Everybody of your organization reads it now.' : 'It is not shared any more.',
      );
    case 'STALE':
      return command.intent === 'refresh'
        ? redirect(page)
        : refuse('Nothing was verified: it was refreshed since you opened it. Look at it again.', 409);
    case 'LIMIT':
      return refuse('Nothing was refreshed: this month’s profiles are used up.', 409);
    case 'NO_DATA':
      return refuse('Nothing was refreshed: nothing is known of its area any more.', 409);
    case 'NOT_FOUND':
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ProfilePage() {
  const profile = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { metrics, title } = profile;
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/profiles', label: 'Profiles' }]} current={title} />
      <PageHeader title={title} description={profile.summary} />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <ProfileActions {...profile} />
      <Card className="px-5 py-2">
        <DefinitionList
          entries={[
            { term: 'About', details: profile.address ? `A home in ${profile.area}` : typeWords[profile.type] },
            ...(metrics
              ? [
                  { term: 'Figures up to', details: writePeriod(metrics.month, 'MONTHLY') },
                  {
                    term: 'Prices from',
                    details: metrics.priceSource
                      ? `${nameSource(metrics.priceSource)}, ${metrics.propertyType ?? 'all types'}`
                      : 'no source',
                  },
                ]
              : []),
            {
              term: 'Confidence',
              details: profile.confidence === null ? '–' : `${Math.round(profile.confidence * 100)} of 100`,
            },
            { term: 'Rules', details: `${profile.generator}, version ${profile.version}` },
            ...(profile.refreshedAt
              ? [
                  {
                    term: 'Made',
                    details: (
                      <>
                        <Day date={profile.refreshedAt} /> by <MemberName name={profile.madeBy} />
                      </>
                    ),
                  },
                ]
              : []),
            ...(profile.isVerified && profile.verifiedAt
              ? [
                  {
                    term: 'Verified',
                    details: (
                      <>
                        <Day date={profile.verifiedAt} /> by <MemberName name={profile.verifiedBy} />
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <div className="grid gap-6 md:grid-cols-2">
        <Sentences title="Strengths" sentences={profile.strengths} />
        <Sentences title="Weaknesses" sentences={profile.weaknesses} />
      </div>
      {metrics && <ScoresView scores={metrics.scores} />}
      <Sentences title="What is missing" sentences={profile.missing} />
      {profile.sources.length > 0 && <p className="text-xs text-muted">{writeCredits(profile.sources)}</p>}
      <p className="max-w-prose text-xs text-pretty text-muted">
        Scores never look at race, color, religion, sex, national origin, disability, diversity, age, family, poverty,
        schools, unemployment or low incomes.
      </p>
    </>
  );
}
