import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface ImportControlsProps {
  found: { rowsCount: number; newCount: number; restatedCount: number; withdrawnCount: number };
  mayApply: boolean;
  mayCancel: boolean;
  mayUndo: boolean;
}

/** What can be done with an import as a whole. */
export function ImportControls({ found, mayApply, mayCancel, mayUndo }: ImportControlsProps) {
  if (!mayApply && !mayCancel && !mayUndo) return null;
  const changed = found.newCount + found.restatedCount + found.withdrawnCount;
  return (
    <div className="flex flex-wrap gap-2">
      {mayApply && (
        <OrganizationForm>
          <input type="hidden" name="intent" value="apply" />
          <Button variant="primary">Apply</Button>
        </OrganizationForm>
      )}
      {mayCancel && (
        <OrganizationForm>
          <input type="hidden" name="intent" value="cancel" />
          <Button variant="quiet">Cancel</Button>
        </OrganizationForm>
      )}
      {mayUndo && (
        <Confirmation
          id="undo-import"
          label="Undo import"
          title="Undo this import?"
          confirmLabel="Yes, undo it"
          fields={{ intent: 'undo' }}
        >
          <p>
            {`It takes back ${changed.toLocaleString('en-US')} figures: what the file added goes, and what it changed or emptied is what it was before. It can be done as long as no later file has changed the same series.`}
          </p>
        </Confirmation>
      )}
    </div>
  );
}
