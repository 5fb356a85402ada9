import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { listChosenOrganizations } from '~/modules/accounts/organizations/queries.server.ts';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { readChosenIds } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { setTiers } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { tiersSchema, writeThing } from '~/modules/marketplace/bulk-acts/schema.ts';
import { requiredTierLabels, tierOrder } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readKey } from '~/utils/addresses.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'support' } satisfies RouteHandle;
export const meta = pageTitle('Set tiers', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const { viewer, organizations } = await context.database.read((handle) => ({
    organizations: listChosenOrganizations(handle, readChosenIds(search)),
  }));
  requireWriter(viewer, request, 'support');
  return { tier: readKey(requiredTierLabels, search.get('tier')) ?? null, organizations };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, tiersSchema);
  if (!form.ok) return form.answer;
  const { tier, organization: organizations } = form.value;
  const { changed, found } = await writeInArea(context, request, 'support', (handle) => ({
    changed: setTiers(handle, organizations, tier),
    found: listChosenOrganizations(
      handle,
      organizations.map(({ id }) => id),
    ),
  }));
  const { outcome, organizationId } = changed[0] ?? {};
  const refused = found.find(({ id }) => id === organizationId);
  switch (outcome) {
    case 'CHANGED':
      // Whoever asked for such a plan is told.
      deliverMailSoon(context);
      return redirectWithToast(
        context,
        '/admin/organizations',
        `${countWords(organizations.length, 'organization')} ${organizations.length === 1 ? 'is' : 'are'} on ${tier} now.`,
      );
    case 'PROVE':
      return redirectToProof(request);
    case 'OWN_ORGANIZATION':
      return form.refuse(
        `You belong to ${refused ? isolateName(refused.name) : 'one of them'}, so somebody else of the platform sets its tier. None was changed.`,
        403,
      );
    case 'STALE':
      return form.refuse(
        `${refused ? isolateName(refused.name) : 'One of them'} has another tier than this page showed. None was changed: look at them again.`,
        409,
      );
    case 'NOT_FOUND':
    case undefined:
      return form.refuse('One of them is gone. None was changed: look at them again.', 409);
    default:
      return unreachable(outcome);
  }
}

export default function SetTiers() {
  const { tier, organizations } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const changes = tier === null ? [] : organizations.filter((organization) => organization.tier !== tier);
  return (
    <BulkPage
      list={{ href: '/admin/organizations', label: 'Organizations' }}
      title="Set tiers"
      description="It decides what they can buy, from their next page on. What they own they keep, on any tier."
      count={organizations.length}
      errors={answer?.error}
      confirmation={
        tier !== null && changes.length > 0
          ? {
              label: `Put ${countWords(changes.length, 'organization')} on ${tier}`,
              fields: {
                tier,
                organization: changes.map((organization) => writeThing(organization.id, organization.tier)),
              },
            }
          : undefined
      }
    >
      <form className="flex flex-wrap items-end gap-3">
        {organizations.map(({ id }) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <SelectField
          name="tier"
          label="Tier"
          defaultValue={tier ?? ''}
          options={[
            ...(tier === null ? [{ value: '', label: 'Choose …' }] : []),
            ...tierOrder.map((value) => ({ value, label: value })),
          ]}
        />
        <Button className="min-h-10 max-md:min-h-11">Preview</Button>
      </form>
      <Table caption="Organizations to change">
        <thead>
          <tr>
            <th scope="col">Organization</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {organizations.map((organization) => (
            <tr key={organization.id}>
              <th scope="row" className="w-full min-w-40">
                <a href={`/admin/organizations/${organization.id}`} className="link">
                  <bdi>{organization.name}</bdi>
                </a>
              </th>
              <td>
                <Tag>{organization.tier}</Tag>
              </td>
              <td>
                {tier === null ? (
                  <span className="text-muted">Choose a tier</span>
                ) : organization.tier === tier ? (
                  <span className="text-muted">The same: left out</span>
                ) : (
                  <Tag>{tier}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </BulkPage>
  );
}
