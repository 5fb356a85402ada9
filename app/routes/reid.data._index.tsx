import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { buttonClass } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { ImportList } from '~/modules/reid/imports/list.tsx';
import { importsPerPage, listImports } from '~/modules/reid/imports/queries.server.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Data');

export async function loader(args: LoaderFunctionArgs) {
  const before = z.guid().safeParse(new URL(args.request.url).searchParams.get('before')).data;
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: listImports(handle, before) })),
  ]);
  return {
    imports: found.slice(0, importsPerPage),
    next: found.length > importsPerPage ? found[importsPerPage - 1]?.id : undefined,
    isFirst: before === undefined,
    mayWrite,
  };
}

export default function ImportsPage() {
  const { imports, next, isFirst, mayWrite } = useLoaderData<typeof loader>();
  const upload = mayWrite && (
    <a href="/reid/data/new" className={buttonClass({ variant: 'primary' })}>
      Upload
    </a>
  );
  return (
    <>
      <PageHeader
        title="Data"
        description="Files of publishers, as you brought them in. Every figure knows its file and line, and every file can be taken back."
        actions={upload}
      />
      {imports.length === 0 ? (
        <EmptyState
          icon="inbox"
          title={isFirst ? 'Nothing was imported yet' : 'There are no older imports'}
          actions={isFirst && upload}
        >
          {mayWrite
            ? 'Download a file of Zillow, Redfin, Realtor.com, FRED, the Census Bureau or NCES, and upload it here.'
            : 'What others import appears here.'}
        </EmptyState>
      ) : (
        <section className="flex flex-col gap-3">
          <h2>Imports so far</h2>
          <ImportList imports={imports} />
        </section>
      )}
      <Steps
        label="Pages of imports"
        back={!isFirst && { href: '/reid/data', label: 'Newest' }}
        next={next !== undefined && { href: `/reid/data?before=${next}`, label: 'Older' }}
      />
    </>
  );
}
