import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { readOutboxMessage } from '~/services/outbox.server.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Outbox');

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { id, subject, to, sentAt, text, headers, attachments } = await readOutboxMessage(
    context.environment,
    params.id,
  );
  return {
    id,
    subject,
    to,
    sentAt,
    text,
    headers: Object.entries(headers),
    files: attachments.map(({ name }) => name),
  };
}

export default function OutboxMessage() {
  const { id, subject, to, sentAt, text, headers, files } = useLoaderData<typeof loader>();
  return (
    <div className="page flex max-w-3xl flex-col gap-6 py-10">
      <Breadcrumbs links={[{ href: '/outbox', label: 'Outbox' }]} current={subject} />
      <PageHeader title={subject} />
      <Card>
        <DefinitionList
          entries={[
            { term: 'To', details: to },
            { term: 'Sent', details: formatDateTime(sentAt) },
            ...headers.map(([name, value]) => ({ term: name, details: <span className="break-all">{value}</span> })),
            ...files.map((name) => ({ term: 'Attached', details: name })),
          ]}
        />
        <p className="mt-4">
          <a className="link" href={`/outbox/${id}/html`}>
            See it as HTML
          </a>
        </p>
      </Card>
      <Card>
        <p className="break-words whitespace-pre-line">
          <LinkedText text={text} />
        </p>
      </Card>
    </div>
  );
}

/** Text with its web addresses as links. */
function LinkedText({ text }: { text: string }) {
  // Splitting by a group keeps the matches, at the odd indexes.
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
