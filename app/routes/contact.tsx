import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { sendContactMessage } from '~/modules/mail/contact/commands.server.ts';
import { contactSchema } from '~/modules/mail/contact/schema.ts';
import { contactTopics } from '~/modules/mail/contact/topics.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ searchParams }) => (searchParams.has('sent') ? '/contact?sent' : '/contact'),
  ifInDoubt: 'It may have been sent. Sending it again is safe: today, the same message is one message.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  return {
    origin: context.environment.PUBLIC_URL,
    isSent: new URL(request.url).searchParams.has('sent'),
    name: viewer?.user.name,
    email: viewer?.user.email,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: data.isSent ? 'Message sent' : 'Contact',
        description: 'Write to the people behind Lotline: about a tool, an order, your account or your data.',
        origin: data.origin,
        path: '/contact',
      })
    : [];

const secondsToWait = 3600;

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, contactSchema);
  if (!form.ok) return form.answer;
  const { limits, database } = context;
  if (!(await limits.allowsForm('contact'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const { sent } = await database.write((handle) => ({
    sent: sendContactMessage(handle, form.value, limits.digest ?? null),
  }));
  const outcome = sent[0]?.outcome;
  switch (outcome) {
    case 'SENT':
      deliverMailSoon(context);
      return redirect('/contact?sent');
    case 'TOO_OFTEN':
      return form.refuseForNow(
        'Your message was not sent, because many came within the hour. Wait an hour, then send it again.',
        secondsToWait,
      );
    case 'NOBODY':
    case undefined:
      return form.refuse('Your message was not sent: nobody reads messages here yet. Try again tomorrow.', 409);
    default:
      return unreachable(outcome);
  }
}

export default function Contact() {
  const { isSent, name, email } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof contactSchema>>({
    id: 'contact',
    lastResult,
    constraint: getZodConstraint(contactSchema),
    defaultNoValidate: false,
    defaultValue: { name, email },
  });
  if (isSent && !lastResult) {
    return (
      <AccountPage title="Your message is on its way">
        <p>Somebody reads it and answers by mail, to the email that you gave.</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/tools">Browse tools</LinkButton>
          <LinkButton href="/contact" variant="quiet">
            Write another message
          </LinkButton>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Contact"
      description="A person reads what you write, and answers by mail."
      elsewhere={
        <>
          <p>
            How buying, seats and invoices work stands under{' '}
            <a className="link" href="/help">
              How it works
            </a>
            .
          </p>
          <p>
            Found a weakness?{' '}
            <a className="link" href="/trust#report">
              Report it
            </a>{' '}
            before you tell others.
          </p>
        </>
      }
    >
      <ErrorSummary errors={lastResult?.error} title="Your message was not sent" />
      <form method="post" action="/contact" noValidate={form.noValidate} className="flex flex-col gap-5">
        <TextField {...fieldProps(fields.name)} label="Your name" autoComplete="name" />
        <TextField
          {...fieldProps(fields.email)}
          label="Email"
          type="email"
          autoComplete="email"
          hint="The answer goes there."
        />
        <SelectField
          {...fieldProps(fields.topic)}
          label="What it is about"
          options={optionsOf(contactTopics, 'Choose what it is about')}
        />
        <TextareaField
          {...fieldProps(fields.message)}
          label="Message"
          rows={8}
          hint="With the number of the order, if it is about one. Never write a password here."
        />
        <Button variant="primary" size="large">
          Send message
        </Button>
      </form>
    </AccountPage>
  );
}
