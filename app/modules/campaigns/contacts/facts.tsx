import { DefinitionList } from '~/components/ui/layout.tsx';
import type { FoundContact } from './queries.server.ts';
import { writeTags } from './tags.ts';

/** What is kept of a contact, for those who do not change it. */
export function ContactFacts({ contact: { name, email, phone, timeZone, tags, notes } }: { contact: FoundContact }) {
  const entries = [
    { term: 'Name', details: name },
    { term: 'Email', details: email },
    { term: 'Phone', details: phone },
    { term: 'Time zone', details: timeZone },
    { term: 'Tags', details: writeTags(tags) },
    { term: 'Notes', details: notes && <span className="whitespace-pre-wrap">{notes}</span> },
  ];
  return (
    <DefinitionList
      entries={entries.map(({ term, details }) => ({
        term,
        details: <span className="wrap-anywhere">{details || '–'}</span>,
      }))}
    />
  );
}
