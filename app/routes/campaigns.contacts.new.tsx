import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { CheckboxField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { answerSaved } from '~/modules/campaigns/contacts/answers.server.ts';
import { saveContact } from '~/modules/campaigns/contacts/commands.server.ts';
import { ConsentFields } from '~/modules/campaigns/contacts/consent-fields.tsx';
import { ContactFields } from '~/modules/campaigns/contacts/contact-fields.tsx';
import type { Entry } from '~/modules/campaigns/contacts/entry.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { countContacts, listListChoices } from '~/modules/campaigns/contacts/queries.server.ts';
import { ContactRoom } from '~/modules/campaigns/contacts/room.tsx';
import { newContactSchema } from '~/modules/campaigns/contacts/schema.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { readTypedList, readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add contact', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite }, { lists, counted }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ lists: listListChoices(handle), counted: countContacts(handle) })),
  ]);
  const [counts] = counted;
  if (!mayWrite || !counts) throw notFound();
  return { lists, counts, id: crypto.randomUUID(), consentId: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, newContactSchema);
  if (!form.ok) return form.answer;
  const { lists, consent, ...contact } = form.value;
  const { viewer, saved } = await args.context.database.write((handle) => ({
    saved: saveContact(handle, { ...contact, version: null }, consent, lists),
  }));
  requireViewer(viewer, args.request);
  return answerSaved(args.context, saved[0], form.refuse, 'The contact is added.');
}

export default function NewContactPage() {
  const { lists, counts, id, consentId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const entry: Entry = answer ? readTypedTexts(answer) : { id };
  const chosen = answer ? readTypedList(answer, 'lists') : [];
  const errors = answer?.error;
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current="Add contact" />
      <PageHeader title="Add contact" />
      <ErrorSummary errors={errors} title="Nothing was saved" />
      <ContactRoom {...counts} />
      <Card>
        <OrganizationForm className="flex flex-col gap-6">
          <ContactFields entry={{ ...entry, id: entry.id ?? id, version: undefined }} errors={errors} />
          <fieldset className="flex flex-col gap-4">
            <legend className="mb-3 text-base font-semibold">Consent</legend>
            <CheckboxField
              name="agreed"
              label="They agreed to email"
              hint="Without that they get none. You can record it later."
              defaultChecked={entry.agreed === 'on'}
              error={errors?.agreed}
            />
            <ConsentFields consentId={consentId} entry={entry} errors={errors} isRequired={false} />
          </fieldset>
          {lists.length > 0 && (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-2 text-base font-semibold">Lists</legend>
              {lists.map((list) => (
                <label key={list.id} className="flex min-h-11 items-center gap-2.5 wrap-anywhere sm:min-h-6">
                  <input
                    type="checkbox"
                    name="lists"
                    value={list.id}
                    defaultChecked={chosen.includes(list.id)}
                    className="check"
                  />
                  {list.name}
                </label>
              ))}
            </fieldset>
          )}
          <div className="flex flex-wrap gap-2">
            <Button variant="primary">Add contact</Button>
            <LinkButton variant="quiet" href={contactsPath}>
              Cancel
            </LinkButton>
          </div>
        </OrganizationForm>
      </Card>
    </>
  );
}
