import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

/** Work that goes on in steps: script presses the button by itself, people do without. */
export function Progress({
  intent,
  label,
  done,
  all,
  words,
  isBusy = false,
}: {
  intent: 'read' | 'import' | 'undo';
  label: string;
  done: number;
  all: number;
  words: string;
  /** Whether somebody is at it at this moment: then there is nothing to press yet. */
  isBusy?: boolean;
}) {
  return (
    <Card className="flex max-w-2xl flex-col gap-4 p-5">
      <label className="flex flex-col gap-2 font-medium">
        {label}
        <progress className="w-full" value={Math.min(done, all)} max={Math.max(all, 1)} />
      </label>
      <p role="status" className="text-muted">
        {words}
      </p>
      <OrganizationForm data-go-on={isBusy ? 'later' : 'now'}>
        <input type="hidden" name="intent" value={intent} />
        <Button variant="primary">Go on</Button>
      </OrganizationForm>
    </Card>
  );
}
