import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { stopAlertMail } from '~/modules/reid/alerts/commands.server.ts';
import { findAlertMail } from '~/modules/reid/alerts/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { isolateName } from '~/utils/names.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Stop the emails of an alert');

/** Shows whoever has a mail of an alert how to stop it. Opening the link stops nothing, because mail programs open links by themselves. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const id = requireId(params.mailId);
  const { found } = await context.database.read((handle) => ({ found: findAlertMail(handle, id) }));
  const [mail] = found;
  if (!mail) throw notFound();
  // With "no-referrer" a browser would not say which site the form is sent from, and it would be refused.
  return data(mail, { headers: { 'Referrer-Policy': 'same-origin', 'X-Robots-Tag': 'noindex, nofollow' } });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function action({ context, params }: ActionFunctionArgs) {
  const id = requireId(params.mailId);
  const { stopped } = await context.database.write((handle) => ({ stopped: stopAlertMail(handle, id) }));
  if (stopped[0]?.outcome !== 'STOPPED') throw notFound();
  return redirectWithToast(context, `/alert-mail/${id}`, 'You get no more email of this alert.');
}

export default function AlertMailPage() {
  const { organization, alert, recipient, isStopped } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6">
      <PageHeader title="Emails of an alert" description={`${alert}, of ${isolateName(organization)}`} />
      {isStopped ? (
        <Notice kind="success">{`${recipient} gets no email of this alert.`}</Notice>
      ) : (
        <Card className="flex flex-col gap-4 p-5">
          <p className="wrap-anywhere">{`${recipient} gets an email when this alert finds something.`}</p>
          <form method="post">
            <Button variant="primary">Stop these emails</Button>
          </form>
        </Card>
      )}
    </div>
  );
}
