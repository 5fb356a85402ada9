import { Button } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ListedReport } from './queries.server.ts';

interface ReportProgressProps extends Pick<ListedReport, 'status' | 'problem'> {
  /** Whether the first try came to nothing, or takes long. */
  isRetried: boolean;
  mayChange: boolean;
}

/** Says how far a report is that is not complete, and lets people try again. */
export function ReportProgress({ status, problem, isRetried, mayChange }: ReportProgressProps) {
  if (status === 'GENERATING')
    return (
      <Notice title="The files are being made">
        <p>
          {problem
            ? `${problem} It is tried once more within a quarter of an hour; what is below stays as it is.`
            : isRetried
              ? 'It takes longer than usual. If it fails, it is tried once more within a quarter of an hour.'
              : 'This page looks for them by itself. What is below is final.'}
        </p>
      </Notice>
    );
  if (status !== 'FAILED') return null;
  return (
    <Notice kind="danger" title="The files could not be made">
      <p>{`${problem ?? 'It was tried twice.'} What is below is what they would hold, and stays as it is.`}</p>
      {mayChange && (
        <OrganizationForm className="mt-2">
          <input type="hidden" name="intent" value="generate" />
          <Button>Generate again</Button>
        </OrganizationForm>
      )}
    </Notice>
  );
}
