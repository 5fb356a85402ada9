/** A receipt as far as its list shows it. */
export interface ShownReceipt {
  id: string;
  fileName: string;
  fileType: string;
}

/** Pictures and files that prove an expense, each with a link to the whole of it. */
export function ReceiptList({ receipts }: { receipts: readonly ShownReceipt[] }) {
  if (receipts.length === 0) return <p className="text-muted">No receipt yet.</p>;
  return (
    <ul className="flex flex-wrap gap-3">
      {receipts.map(({ id, fileName, fileType }) => (
        <li key={id}>
          <a href={`/expenses/receipts/${id}`} className="link flex flex-col gap-1">
            {fileType.startsWith('image/') && (
              <img
                src={`/expenses/receipts/${id}`}
                alt=""
                loading="lazy"
                className="size-24 rounded-lg border border-line object-cover"
              />
            )}
            <span className="max-w-48 truncate">{fileName}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
