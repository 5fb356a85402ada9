import { Notice } from '~/components/ui/notice.tsx';

/** Says how much room for contacts the tier leaves, once it is nearly gone. */
export function ContactRoom({ contacts, allowed }: { contacts: number; allowed: number }) {
  if (contacts < allowed * 0.9) return null;
  const of = `${contacts.toLocaleString('en-US')} of ${allowed.toLocaleString('en-US')} contacts`;
  return (
    <Notice
      kind="warning"
      title={contacts >= allowed ? 'There is no room for more contacts' : 'Your contacts are nearly full'}
    >
      <p>{`Your plan holds ${of}. A higher plan holds more; erasing contacts makes room, too.`}</p>
    </Notice>
  );
}
