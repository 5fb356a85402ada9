import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { createOrganization } from '~/modules/accounts/organizations/new-organization.server.ts';
import { newOrganizationSchema } from '~/modules/accounts/organizations/schema.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been made. Sending the form again is safe: it makes one organization.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('New organization');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { organization } = requireViewer(viewer, request);
  return { id: crypto.randomUUID(), current: organization?.name ?? null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, newOrganizationSchema);
  if (!form.ok) return form.answer;
  const { id, name } = form.value;
  const { viewer, created } = await context.database.write((handle) => ({
    created: createOrganization(handle, id, name),
  }));
  requireViewer(viewer, request);
  const outcome = created[0]?.outcome;
  switch (outcome) {
    case 'CREATED':
      return redirectWithToast(
        context,
        '/organization',
        `${isolateName(name)} is ready, and you are working for it now.`,
      );
    case 'TOO_OFTEN':
      return form.refuseForNow('You made five organizations within an hour. Wait an hour, then go on.', 60 * 60);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function NewOrganization() {
  const { id, current } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof newOrganizationSchema>>({
    id: 'new-organization',
    lastResult,
    constraint: getZodConstraint(newOrganizationSchema),
    defaultNoValidate: false,
  });
  return (
    <AccountPage
      title="New organization"
      description="Tools, orders, people and everything entered belong to one organization. You are the owner of the new one."
      elsewhere={
        <p>
          {current === null
            ? 'Your brokerage uses Lotline already? Ask an owner or admin there to invite you instead.'
            : `You go on belonging to ${isolateName(current)}, and switch between the two in the account menu.`}
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <input type="hidden" name="id" value={String(lastResult?.initialValue?.id ?? id)} />
        <TextField
          {...fieldProps(fields.name)}
          label="Name of the organization"
          autoComplete="organization"
          hint="The name of your brokerage or business."
        />
        <Button variant="primary" size="large">
          Create organization
        </Button>
      </form>
    </AccountPage>
  );
}
