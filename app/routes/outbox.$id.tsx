import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { pageTitle } from '~/modules/accounts/components/account-page.tsx';
import type { RouteHandle } from '~/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { readOutbox } from '~/services/outbox.server.ts';
import { formatDateTime } from '~/utils/dates.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Outbox');

export async function loader({ params, context }: LoaderFunctionArgs) {
  const message = (await readOutbox(context.environment)).find(({ id }) => id === params.id);
  if (!message) throw notFound();
  return { message };
}

export default function OutboxMessage() {
  const { subject, to, sentAt, text } = useLoaderData<typeof loader>().message;
  return (
    <div className="page flex max-w-3xl flex-col gap-6 py-10">
      <Breadcrumbs links={[{ href: '/outbox', label: 'Outbox' }]} current={subject} />
      <PageHeader title={subject} />
      <Card>
        <DefinitionList
          entries={[
            { term: 'To', details: to },
            { term: 'Sent', details: formatDateTime(sentAt) },
          ]}
        />
      </Card>
      <Card>
        <p className="break-words whitespace-pre-line">
          <LinkedText text={text} />
        </p>
      </Card>
    </div>
  );
}

/** Text whose web addresses can be followed; everything else stays text. */
function LinkedText({ text }: { text: string }) {
  // Splitting by a group keeps what it matched, at the odd places.
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} className="link" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
