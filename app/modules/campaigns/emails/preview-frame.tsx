import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import previewScript from '~/live-preview.ts?worker&url';

const frameName = 'preview';

/** The email as a mail program shows it, in a frame where nothing runs. */
export function PreviewFrame({ address }: { address: string }) {
  return (
    <iframe
      name={frameName}
      title="The email as a mail program shows it"
      src={address}
      sandbox=""
      loading="lazy"
      className="h-[40rem] w-full rounded-lg border border-line bg-white"
    />
  );
}

/** The frame with the buttons that fill it, within the editor's form. With script it follows what is typed. */
export function PreviewSection({ address, isChanged }: { address: string; isChanged: boolean }) {
  const shown = { formTarget: frameName, formNoValidate: true };
  return (
    <>
      <PreviewFrame address={address} />
      <TextField
        name="previewEmail"
        label="Filled in for the contact with the address"
        type="email"
        required={false}
        maxLength={254}
        hint="Without one, it is filled in for you."
      />
      <div className="flex flex-wrap gap-2">
        <Button {...shown} formAction={address} data-live-preview={isChanged ? 'changed' : ''}>
          Preview
        </Button>
        <Button {...shown} formAction={`${address}?as=text`}>
          Preview as text
        </Button>
      </div>
      <p className="text-xs text-muted">Shows what the form holds, saved or not.</p>
      <script type="module" src={previewScript} />
    </>
  );
}
