import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { appointOwner } from '~/modules/accounts/organizations/appoint-owner.server.ts';
import { AppointOwnerForm } from '~/modules/accounts/organizations/appoint-owner-form.tsx';
import { setTier } from '~/modules/accounts/organizations/commands.server.ts';
import { PlatformPeople } from '~/modules/accounts/organizations/platform-people.tsx';
import {
  findOrganization,
  listPlatformMembers,
  listPossibleOwners,
} from '~/modules/accounts/organizations/queries.server.ts';
import { appointOwnerSchema } from '~/modules/accounts/organizations/schema.ts';
import { endPersonSessions } from '~/modules/accounts/people/commands.server.ts';
import { signPersonOutSchema } from '~/modules/accounts/people/schema.ts';
import { SignOutForm } from '~/modules/accounts/people/sign-out-form.tsx';
import { AreaForms, useMayRead } from '~/modules/accounts/platform/area-forms.tsx';
import { platformAreas } from '~/modules/accounts/platform/areas.ts';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization, waitsForSecondPerson } from '~/modules/accounts/platform/words.ts';
import { resetFactors } from '~/modules/accounts/second-factors/lost-factors.server.ts';
import { LostFactorsForm } from '~/modules/accounts/second-factors/lost-factors-form.tsx';
import { resetFactorsSchema } from '~/modules/accounts/second-factors/schema.ts';
import { forgetDraft, keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { auditAddress } from '~/modules/audit/filters.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { setCredit } from '~/modules/marketplace/invoices/commands.server.ts';
import { creditSchema } from '~/modules/marketplace/invoices/credit-schema.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import { ordersAddress } from '~/modules/marketplace/orders/filters.ts';
import { OrganizationOrders } from '~/modules/marketplace/orders/organization-orders.tsx';
import { listOrdersOfOrganization } from '~/modules/marketplace/orders/platform-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import type { FormDraft } from '~/services/cookies.server.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeDollars } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  formsFrom: {
    'set-tier': platformAreas.support.writers,
    'set-credit': platformAreas.billing.writers,
    'sign-person-out': platformAreas.support.writers,
    'reset-factors': platformAreas.support.writers,
    'appoint-owner': platformAreas.support.writers,
    other: [...platformAreas.support.writers, ...platformAreas.billing.writers],
  },
} satisfies RouteHandle;
export const meta = pageTitle('Organization');

const commandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('set-tier'), tier: z.enum(tierOrder, 'Choose a tier.') }),
    creditSchema.extend({ intent: z.literal('set-credit') }),
    signPersonOutSchema,
    resetFactorsSchema,
    appointOwnerSchema,
  ],
  { error: staleButton },
);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, found, members, latest, possibleOwners } = await context.database.read((handle) => ({
    found: findOrganization(handle, id),
    members: listPlatformMembers(handle, id),
    latest: listOrdersOfOrganization(handle, id),
    possibleOwners: listPossibleOwners(handle, id),
  }));
  requireReader(viewer, request, 'organizations');
  const [organization] = found;
  if (!organization) throw notFound();
  const { draft } = context;
  return data(
    { organization, members, latest, possibleOwners, draft: draft?.organization === id ? draft : undefined },
    { headers: await forgetDraft(context) },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, commandSchema);
  if (!form.ok) return form.answer;
  const id = requireId(params.id);
  const command = form.value;
  // A credit asks nobody who they are: what is beyond $1,000 waits for a second person.
  const draft: FormDraft = command.intent === 'set-credit' ? {} : { organization: id, ...command };
  if (command.intent === 'sign-person-out') {
    const { email } = command;
    const { ended } = await writeInArea(context, request, 'support', (handle) => ({
      ended: endPersonSessions(handle, email),
    }));
    const outcome = ended[0]?.outcome;
    if (outcome === 'PROVE') return redirectToProof(request, await keepDraft(context, draft));
    if (outcome !== 'ENDED') return form.refuse({ email: 'Nobody has an account with this email.' }, 404);
    deliverMailSoon(context);
    return redirectWithToast(context, `/admin/organizations/${id}`, `${email} is signed out everywhere.`);
  }
  if (command.intent === 'reset-factors' || command.intent === 'appoint-owner') {
    const done =
      command.intent === 'reset-factors'
        ? await resetFactors(request, context, command, draft)
        : await appointOwner(request, context, { ...command, organizationId: id }, draft);
    return 'problem' in done
      ? form.refuse(done.problem, done.status)
      : redirectWithToast(context, `/admin/organizations/${id}`, done.message);
  }
  const { changed } = await writeInArea(
    context,
    request,
    command.intent === 'set-tier' ? 'support' : 'billing',
    (handle) => ({
      changed: command.intent === 'set-tier' ? setTier(handle, id, command.tier) : setCredit(handle, id, command),
    }),
  );
  const succeed = (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, `/admin/organizations/${id}`, message);
  };
  const outcome = changed[0]?.outcome;
  switch (outcome) {
    case 'CHANGED':
      return succeed(
        command.intent === 'set-tier'
          ? `The tier is ${command.tier} now. It counts from their next page on.`
          : 'The credit is set. It counts from their next order on.',
      );
    case 'WAITS':
      return succeed(waitsForSecondPerson);
    case 'PROVE':
      return redirectToProof(request, await keepDraft(context, draft));
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function PlatformOrganization() {
  const { organization, members, latest, possibleOwners, draft } = useLoaderData<typeof loader>();
  const { id, name, subscriptionTier, createdAt, people, orders, spent, invoiceLimit, invoiceApproval } = organization;
  const lastResult = useActionData<typeof action>();
  const refused = lastResult?.initialValue?.intent;
  const isOfOwnForm = refused === 'sign-person-out' || refused === 'reset-factors' || refused === 'appoint-owner';
  const typed: Record<string, string> = lastResult ? readTypedTexts(lastResult) : (draft ?? {});
  const draftOf = (intent: string) => (draft?.intent === intent ? draft : undefined);
  const typedTier = tierOrder.find((tier) => tier === typed.tier);
  const readsOrders = useMayRead('billing');
  const readsTrail = useMayRead('trail');
  const dollars = (cents: number | null) => (cents === null ? '' : writeDollars(cents));
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/organizations', label: 'Organizations' }]} current={name} />
      <PageHeader title={<bdi>{name}</bdi>} />
      <Card>
        <DefinitionList
          entries={[
            { term: 'Here since', details: <Day date={createdAt} /> },
            { term: 'People', details: people },
            {
              term: 'Orders',
              details: readsOrders ? (
                <a className="link" href={ordersAddress({ query: name })}>
                  {orders}
                </a>
              ) : (
                orders
              ),
            },
            { term: 'Spent, less refunds', details: <Money cents={spent} /> },
            ...(readsTrail
              ? [
                  {
                    term: 'Changes',
                    details: (
                      <a className="link" href={auditAddress('/admin/audit', { organization: id })}>
                        Audit trail
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <PlatformPeople people={members} count={people} />
      {readsOrders && <OrganizationOrders orders={latest} count={orders} href={ordersAddress({ query: name })} />}
      <section className="flex flex-col gap-3">
        <h2>Tier</h2>
        <AreaForms area="support">
          <Card>
            <form method="post" className="flex flex-col gap-5">
              <ErrorSummary errors={isOfOwnForm ? undefined : lastResult?.error} />
              <input type="hidden" name="intent" value="set-tier" />
              <SelectField
                name="tier"
                label="Tier"
                defaultValue={typedTier ?? subscriptionTier}
                error={lastResult?.error?.tier}
                options={tierOrder.map((tier) => ({ value: tier, label: tier }))}
                hint="It decides what they can buy. What they own they keep, on any tier."
              />
              <div>
                <Button variant="primary">Set tier</Button>
              </div>
            </form>
          </Card>
        </AreaForms>
      </section>
      <section className="flex flex-col gap-3">
        <h2>Invoices</h2>
        <AreaForms area="billing">
          <Card>
            <form method="post" className="flex max-w-lg flex-col gap-5">
              <input type="hidden" name="intent" value="set-credit" />
              <TextField
                name="invoiceLimit"
                label="Most that may be owed, in dollars"
                inputMode="decimal"
                required={false}
                defaultValue={typed.invoiceLimit ?? dollars(invoiceLimit)}
                error={lastResult?.error?.invoiceLimit}
                hint="Over all organizations with a common owner. Empty: $1,000 until an order was paid, then $5,000."
              />
              <TextField
                name="invoiceApproval"
                label="One order approved up to, in dollars"
                inputMode="decimal"
                required={false}
                defaultValue={typed.invoiceApproval ?? dollars(invoiceApproval)}
                error={lastResult?.error?.invoiceApproval}
                hint="Lets the next order beyond the limit, or while an invoice is overdue, go by invoice."
              />
              <div>
                <Button variant="primary">Set credit</Button>
              </div>
            </form>
          </Card>
        </AreaForms>
      </section>
      <AreaForms area="support">
        {possibleOwners.length > 0 && (
          <AppointOwnerForm
            people={possibleOwners}
            lastResult={refused === 'appoint-owner' ? lastResult : undefined}
            draft={draftOf('appoint-owner')}
          />
        )}
        <SignOutForm
          lastResult={refused === 'sign-person-out' ? lastResult : undefined}
          draft={draftOf('sign-person-out')}
        />
        <LostFactorsForm
          lastResult={refused === 'reset-factors' ? lastResult : undefined}
          draft={draftOf('reset-factors')}
        />
      </AreaForms>
    </AdminLayout>
  );
}
