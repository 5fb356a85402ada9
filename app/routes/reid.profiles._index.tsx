import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { explainMonthlyLimit } from '~/modules/reid/limits.ts';
import { reid } from '~/modules/reid/module.ts';
import { ProfileList } from '~/modules/reid/profiles/list.tsx';
import { countProfiles, listProfiles, profilesPerPage } from '~/modules/reid/profiles/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readPage } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Profiles', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const page = readPage(new URL(args.request.url).searchParams.get('page')) ?? 1;
  const [visitor, { found, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: listProfiles(handle, page), counted: countProfiles(handle) })),
  ]);
  const { rows, last } = cutPage(found, profilesPerPage);
  const [uses] = counted;
  return {
    profiles: rows,
    page,
    hasMore: last !== undefined,
    mayWrite: visitor.mayWrite,
    limit: uses ? explainMonthlyLimit(uses, 'made', new Date()) : null,
  };
}

export default function ProfilesPage() {
  const { profiles, page, hasMore, mayWrite, limit } = useLoaderData<typeof loader>();
  const make =
    mayWrite &&
    (limit ? (
      <p>{limit}</p>
    ) : (
      <LinkButton href="/reid/profiles/new" variant="primary">
        New profile
      </LinkButton>
    ));
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid', label: reid.unlockedBy.title }]} current="Profiles" />
      <PageHeader
        title="Profiles"
        description="Areas scored from 0 to 100 by fixed rules. Every score shows its parts, their values, sources and weights."
        actions={make}
      />
      {profiles.length === 0 ? (
        <EmptyState
          icon="gauge"
          title={page > 1 ? 'No older profiles' : 'No profiles yet'}
          actions={page > 1 ? <LinkButton href="/reid/profiles">See the newest profiles</LinkButton> : make}
        >
          {page === 1 && !mayWrite && 'A profile appears here once somebody shares one.'}
        </EmptyState>
      ) : (
        <ProfileList profiles={profiles} />
      )}
      <Steps
        label="Pages of profiles"
        back={page > 1 && { href: `/reid/profiles?page=${page - 1}`, label: 'Newer', rel: 'prev' }}
        next={hasMore && { href: `/reid/profiles?page=${page + 1}`, label: 'Older' }}
      />
    </>
  );
}
