import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

/** An import that is under way behind the page: script looks again by itself, people press "Go on". */
export function Progress({
  done,
  all,
  words,
  problem,
  isAtWork,
  mayGoOn,
}: {
  /** Bytes of the file. */
  done: number;
  all: number;
  words: string;
  /** Why it stopped; null while nothing did. */
  problem: string | null;
  /** Whether somebody is at it at this moment. */
  isAtWork: boolean;
  mayGoOn: boolean;
}) {
  return (
    <Card className="flex max-w-2xl flex-col gap-4 p-5">
      {problem && (
        <Notice kind="warning" title="It stopped">
          <p>{problem}</p>
        </Notice>
      )}
      <label className="flex flex-col gap-2 font-medium">
        Importing
        <progress className="w-full" value={Math.min(done, all)} max={Math.max(all, 1)} />
      </label>
      <p role="status" className="text-muted">
        {words}
      </p>
      {mayGoOn && (
        <OrganizationForm data-go-on={problem ? undefined : isAtWork ? 'later' : 'now'}>
          <input type="hidden" name="intent" value="continue" />
          <Button variant="primary">Go on</Button>
        </OrganizationForm>
      )}
    </Card>
  );
}
