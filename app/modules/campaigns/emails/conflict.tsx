import { Notice } from '~/components/ui/notice.tsx';
import type { EmailChanges } from './changes.server.ts';

const kinds = { added: 'Added', changed: 'Changed', removed: 'Removed' } as const;

/** Shows what somebody else saved while the form was open, and the two ways to go on. Nothing of the form is lost. */
export function EmailConflict({
  changes: { fields, blocks, isReordered },
  address,
}: {
  changes: EmailChanges;
  address: string;
}) {
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it
    <div role="alert" tabIndex={-1} autoFocus id="conflict">
      <Notice kind="warning" title="Somebody else changed this email meanwhile, so nothing was saved">
        <ul className="flex flex-col gap-1">
          {fields.map(({ label, now }) => (
            <li key={label} className="break-words">
              <span className="font-medium">{label}</span>
              {`: now ${now === '' ? 'empty' : `“${now}”`}`}
            </li>
          ))}
          {blocks.map(({ kind, text }, index) => (
            <li key={index} className="break-words">{`${kinds[kind]}: ${text}`}</li>
          ))}
          {isReordered && <li>The blocks stand in another order.</li>}
        </ul>
        <p className="mt-2">
          What you typed is still below. Save it to replace their version, or{' '}
          <a href={address} className="link text-inherit">
            drop it and load theirs
          </a>
          .
        </p>
      </Notice>
    </div>
  );
}
