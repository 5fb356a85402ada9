import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

/** Work that goes on behind the page: script looks again by itself, people press "Continue". */
export function Progress({
  label,
  done,
  all,
  words,
  problem,
  isAtWork,
  mayContinue,
}: {
  label: string;
  done: number;
  all: number;
  words: string;
  /** Why it stopped; null while nothing did. */
  problem: string | null;
  /** Whether somebody is at it at this moment. */
  isAtWork: boolean;
  mayContinue: boolean;
}) {
  return (
    <Card className="flex max-w-2xl flex-col gap-4 p-5">
      {problem && (
        <Notice kind="warning" title="It stopped">
          <p>{problem}</p>
        </Notice>
      )}
      <label className="flex flex-col gap-2 font-medium">
        {label}
        <progress className="w-full" value={Math.min(done, all)} max={Math.max(all, 1)} />
      </label>
      <p role="status" className="text-muted">
        {words}
      </p>
      {mayContinue && (
        <OrganizationForm data-go-on={problem ? undefined : isAtWork ? 'later' : 'now'}>
          <input type="hidden" name="intent" value="continue" />
          <Button variant="primary">Continue</Button>
        </OrganizationForm>
      )}
    </Card>
  );
}
