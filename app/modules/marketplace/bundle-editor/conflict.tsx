import { Notice } from '~/components/ui/notice.tsx';
import type { BundleChanges } from './changes.ts';

/** Shows the changes somebody else saved while the form was open, and the two ways to go on. Nothing of the form is lost. */
export function BundleConflict({ changes, address }: { changes: BundleChanges; address: string }) {
  const { fields, added, removed, reordered } = changes;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it
    <div role="alert" tabIndex={-1} autoFocus id="conflict">
      <Notice kind="warning" title="Somebody else changed this bundle meanwhile, so nothing was saved">
        <ul className="flex flex-col gap-1">
          {fields.map(({ label, before, now }) => (
            <li key={label}>
              <span className="font-medium">{label}</span>
              {': '}
              <del className="break-words">{before || 'empty'}</del>
              {' → '}
              <ins className="break-words no-underline">{now || 'empty'}</ins>
            </li>
          ))}
          {added.length > 0 && <li>{`Tools added: ${added.join(', ')}`}</li>}
          {removed.length > 0 && <li>{`Tools removed: ${removed.join(', ')}`}</li>}
          {reordered && <li>The tools stand in another order.</li>}
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
