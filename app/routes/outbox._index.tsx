import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { readOutbox } from '~/services/outbox.server.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Outbox');

export async function loader({ context }: LoaderFunctionArgs) {
  const messages = await readOutbox(context.environment);
  return { messages: messages.map(({ id, to, subject, sentAt }) => ({ id, to, subject, sentAt })) };
}

export default function Outbox() {
  const { messages } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6 py-10">
      <PageHeader title="Outbox" description="On a development machine mail is kept here instead of being sent." />
      {messages.length === 0 ? (
        <EmptyState title="No mail yet">
          <p>Invite somebody or ask for a new password, and the mail appears here.</p>
        </EmptyState>
      ) : (
        <Table caption="Mail, newest first">
          <thead>
            <tr>
              <th scope="col">Message</th>
              <th scope="col">Sent</th>
            </tr>
          </thead>
          <tbody>
            {messages.map(({ id, to, subject, sentAt }) => (
              <tr key={id}>
                <td className="w-full">
                  <a className="link" href={`/outbox/${id}`}>
                    {subject}
                  </a>
                  <p className="break-all text-muted">{to}</p>
                </td>
                <td>{formatDateTime(sentAt)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
