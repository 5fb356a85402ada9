import { Notice } from '~/components/ui/notice.tsx';
import type { Finding } from './checks.ts';

/** What the checks of an email found. Takes the focus: it is the answer to a button. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const errors = findings.filter(({ level }) => level === 'ERROR');
  const warnings = findings.filter(({ level }) => level === 'WARNING');
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it
    <div id="findings" role="status" tabIndex={-1} autoFocus className="flex flex-col gap-3">
      {errors.length > 0 && (
        <Notice kind="danger" title="It cannot go out like this">
          <FindingList findings={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="warning" title="Have a look at this">
          <FindingList findings={warnings} />
        </Notice>
      )}
      {findings.length === 0 && <Notice kind="success" title="The checks found nothing." />}
    </div>
  );
}

function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {findings.map(({ message, field }, index) => (
        <li key={index} className="break-words">
          {field === undefined ? (
            message
          ) : (
            <a href={`#${field}`} className="underline underline-offset-3">
              {message}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
