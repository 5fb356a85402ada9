import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { answerContactForm } from '~/modules/campaigns/contacts/answers.server.ts';
import { ConsentSection } from '~/modules/campaigns/contacts/consent-section.tsx';
import { ContactFields } from '~/modules/campaigns/contacts/contact-fields.tsx';
import { keptContact, readEntry } from '~/modules/campaigns/contacts/entry.ts';
import { ContactFacts } from '~/modules/campaigns/contacts/facts.tsx';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { ListSection } from '~/modules/campaigns/contacts/list-section.tsx';
import { EventSection, MessageSection } from '~/modules/campaigns/contacts/message-section.tsx';
import { readMomentPlace, writeMomentPlace } from '~/modules/campaigns/contacts/place.ts';
import {
  findContact,
  listConsents,
  listContactEvents,
  listContactSuppressions,
  listMemberships,
  listMessages,
  messagesPerPage,
} from '~/modules/campaigns/contacts/queries.server.ts';
import { contactPageSchema } from '~/modules/campaigns/contacts/schema.ts';
import { readStanding, standingSentences } from '~/modules/campaigns/contacts/standing.ts';
import { StandingTag } from '~/modules/campaigns/contacts/standing-tag.tsx';
import { SuppressionSection } from '~/modules/campaigns/contacts/suppression-section.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.contact.name || data.contact.email, 'Contacts') : writeTitle('Contact not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.contactId);
  const before = readMomentPlace(new URL(args.request.url).searchParams.get('before'));
  const [{ mayWrite, role }, found] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      contacts: findContact(handle, id),
      memberships: listMemberships(handle, id),
      consents: listConsents(handle, id),
      suppressions: listContactSuppressions(handle, id),
      messages: listMessages(handle, id, before),
      events: listContactEvents(handle, id),
    })),
  ]);
  const [contact] = found.contacts;
  if (!contact) throw notFound();
  const { rows, last } = cutPage(found.messages, messagesPerPage);
  return {
    contact,
    standing: readStanding(contact.refusal),
    memberships: found.memberships,
    consents: found.consents,
    suppressions: found.suppressions,
    messages: rows,
    isFirst: before === null,
    next: last ? writeMomentPlace(last) : null,
    events: found.events,
    newIds: {
      consent: crypto.randomUUID(),
      withdrawal: crypto.randomUUID(),
      suppression: crypto.randomUUID(),
    },
    mayWrite,
    mayErase: mayWrite && isManager(role),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.contactId);
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, contactPageSchema);
  if (!form.ok) return form.answer;
  return await answerContactForm(args, id, form.value, form.refuse);
}

export default function ContactPage() {
  const page = useLoaderData<typeof loader>();
  const { contact, standing, memberships, newIds, mayWrite, mayErase } = page;
  const answer = useActionData<typeof action>();
  const name = contact.name || contact.email;
  return (
    <>
      <Breadcrumbs links={[{ href: contactsPath, label: 'Contacts' }]} current={name} />
      <PageHeader
        title={name}
        description={contact.name === '' ? undefined : contact.email}
        actions={
          <>
            <LinkButton href={`${contactsPath}/${contact.id}/data.json`}>Download data</LinkButton>
            {mayErase && <EraseContact name={name} />}
          </>
        }
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StandingTag standing={standing} />
        <span className="text-muted">{standingSentences[standing]}</span>
      </p>
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <section aria-labelledby="details" className="flex flex-col gap-3">
        <h2 id="details">Details</h2>
        <Card>
          {mayWrite ? (
            <OrganizationForm className="flex flex-col gap-5">
              <ContactFields {...readEntry(answer, ['save'], keptContact(contact))} />
              <div>
                <Button variant="primary" name="intent" value="save">
                  Save
                </Button>
              </div>
            </OrganizationForm>
          ) : (
            <ContactFacts contact={contact} />
          )}
        </Card>
      </section>
      <ListSection
        memberships={memberships}
        error={readEntry(answer, ['add-to-list'], {}).errors?.listId}
        mayWrite={mayWrite}
      />
      <ConsentSection
        consents={page.consents}
        email={contact.email}
        newIds={newIds}
        forms={
          mayWrite
            ? {
                record: readEntry(answer, ['record-consent'], {}),
                withdraw: readEntry(answer, ['withdraw-consent'], {}),
              }
            : null
        }
      />
      <SuppressionSection
        suppressions={page.suppressions}
        newId={newIds.suppression}
        form={mayWrite ? readEntry(answer, ['suppress'], {}) : null}
      />
      <MessageSection contactId={contact.id} messages={page.messages} isFirst={page.isFirst} next={page.next} />
      <EventSection events={page.events} />
    </>
  );
}

function EraseContact({ name }: { name: string }) {
  return (
    <Confirmation
      id="erase-contact"
      label="Erase"
      title={`Erase ${name}?`}
      confirmLabel="Yes, erase"
      fields={{ intent: 'erase' }}
    >
      <p>
        Their details, lists, consents and events go for good. Messages they got stay in the counts, with a code in
        place of the address. This cannot be undone.
      </p>
      <p>
        Where their address is suppressed, or they took their consent back, the address stays on the suppression list:
        it keeps them from being written to again.
      </p>
    </Confirmation>
  );
}
