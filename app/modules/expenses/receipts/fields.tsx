import { Icon } from '~/components/ui/icon.tsx';
import uploadScript from '~/upload.ts?worker&url';
import { acceptedTypes, filledField, keptReceiptField, receiptLimits, receiptsField } from './limits.ts';

/** The typed values of a form that was refused, as the reply for it gives them. */
type Typed = Record<string, unknown> | null | undefined;

const listTexts = (value: unknown): string[] => [value].flat().filter((text) => typeof text === 'string');

/** Names of the fields that were filled from a receipt. Their control says "Read from the receipt". */
export function listFilledFields(typed: Typed): string[] {
  return listTexts(typed?.[filledField]).flatMap((text) => text.split(' '));
}

/**
 * Where receipts are chosen, in a form with `encType="multipart/form-data"`. It stands behind the form's hidden fields: the files are taken
 * in as they arrive, after what comes before them.
 * @param typed  of a form that was refused: the files it brought are kept for its next sending
 */
export function ReceiptFields({ typed, label = 'Receipts' }: { typed?: Typed; label?: string }) {
  const kept = listTexts(typed?.[keptReceiptField]);
  const { files, fileBytes, ofExpense } = receiptLimits;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={receiptsField} className="font-medium">
        {label}
      </label>
      {kept.map((text) => (
        <input key={text} type="hidden" name={keptReceiptField} value={text} />
      ))}
      {kept.length > 0 && (
        <p className="flex items-center gap-1.5">
          <Icon name="circle-check" className="icon size-4" />
          {kept.length === 1
            ? 'The file you chose is kept. Save to add it.'
            : `The ${kept.length} files you chose are kept. Save to add them.`}
        </p>
      )}
      <input
        id={receiptsField}
        name={receiptsField}
        type="file"
        multiple
        accept={acceptedTypes}
        aria-describedby={`${receiptsField}-hint`}
        className="control file-control"
      />
      <p id={`${receiptsField}-hint`} className="text-xs text-muted">
        {`JPEG, PNG, WebP or PDF: at most ${files} files at once, ${fileBytes / 1024 / 1024} MB each, ${ofExpense} an expense. Text is read from PDFs, not from photos.`}
      </p>
      <script type="module" src={uploadScript} />
      <progress hidden max={1} aria-label="Sending the receipts" className="w-full" />
    </div>
  );
}
