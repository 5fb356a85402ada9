import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Card, PageHeader, Table } from '~/components/ui/layout.tsx';
import { findSecurityContact } from '~/modules/accounts/trust/contact.server.ts';
import { listSubprocessors, protections, readRegion, retention } from '~/modules/accounts/trust/facts.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/trust' } satisfies RouteHandle;

export function loader({ context: { environment } }: LoaderFunctionArgs) {
  return {
    origin: environment.PUBLIC_URL,
    contact: findSecurityContact(environment),
    status: environment.STATUS_URL,
    subprocessors: listSubprocessors({
      mailServer: environment.SMTP_URL?.host,
      takesCards: environment.STRIPE_SECRET_KEY !== undefined,
      sendsWithResend: environment.CAMPAIGN_TRANSPORT === 'resend',
      region: readRegion(environment.DATABASE_URL),
    }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Security and trust',
        description:
          'What Lotline protects and how, where your data lies, how long it is kept, and who else handles it.',
        origin: data.origin,
        path: '/trust',
      })
    : [];

export default function Trust() {
  const { contact, status, subprocessors } = useLoaderData<typeof loader>();
  return (
    <div className="page flex max-w-4xl flex-col gap-10 py-8 sm:py-12">
      <PageHeader
        title="Security and trust"
        description="What is protected and how, where your data lies, how long it is kept, and who else handles it. Each of these promises has tests that fail where it is broken."
      />
      <section className="flex flex-col gap-4">
        <h2 id="protected">What is protected, and how</h2>
        <ul className="grid gap-4 sm:grid-cols-2">
          {protections.map(({ title, text }) => (
            <li key={title} className="card flex flex-col gap-1.5 p-5">
              <h3>{title}</h3>
              <p className="text-muted text-pretty">{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col gap-4">
        <h2 id="places">Where data lies, and who handles it</h2>
        <p className="max-w-prose">
          These handle data for this site, and nobody else. Where you ask for it, something is also sent to addresses
          that you give: webhooks, and your accounts on social platforms.
        </p>
        <Table caption="Who handles data for this site">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">What for</th>
              <th scope="col">What they see</th>
            </tr>
          </thead>
          <tbody>
            {subprocessors.map(({ name, does, sees }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{does}</td>
                <td>{sees}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <section className="flex flex-col gap-4">
        <h2 id="retention">How long it is kept</h2>
        <Table caption="How long it is kept">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">How long</th>
            </tr>
          </thead>
          <tbody>
            {retention.map(({ what, howLong }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{howLong}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <div className="grid gap-4 sm:grid-cols-2">
        <Card>
          <section className="flex flex-col gap-2">
            <h2 id="report">Found a weakness?</h2>
            <Contact address={contact} />
            <p className="text-muted">
              Tell us before you tell others, try it on an account of your own, and leave other people’s data alone. The
              number on an error page helps us to find it in the log.
            </p>
          </section>
        </Card>
        <Card>
          <section className="flex flex-col gap-2">
            <h2 id="status">Is it running?</h2>
            <p>
              <a className="link" href={status ?? '/healthz'}>
                {status ? 'The status page' : 'Ask the site itself'}
              </a>
              {status ? ' tells of outages, now and before.' : ': it answers “ok” while its database does.'}
            </p>
          </section>
        </Card>
      </div>
    </div>
  );
}

/** Where to report to: a mail address, a page of somebody, or, where the settings name none, the people behind the site. */
function Contact({ address }: { address: string }) {
  if (address.endsWith('/trust#report')) return <p>Tell the people who run this site.</p>;
  return (
    <p>
      Write to{' '}
      <a className="link wrap-anywhere" href={address}>
        {address.replace(/^mailto:/, '')}
      </a>
      .
    </p>
  );
}
