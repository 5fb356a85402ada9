import { Button } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

/** Follows an area, or stops. */
export function WatchButton({ areaKey, isWatched }: { areaKey: string; isWatched: boolean }) {
  return (
    <OrganizationForm>
      <input type="hidden" name="area" value={areaKey} />
      <Button name="intent" value={isWatched ? 'unwatch' : 'watch'}>
        {isWatched ? 'Stop watching' : 'Watch'}
      </Button>
    </OrganizationForm>
  );
}
