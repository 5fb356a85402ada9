import { Notice } from '~/components/ui/notice.tsx';

/** An import that changes figures just now. */
export interface ImportAtWork {
  id: string;
  fileName: string;
}

/** Says on pages with figures that some of them are those of before an import, and some those of after it. */
export function ImportsAtWorkNotice({ imports }: { imports: readonly ImportAtWork[] }) {
  if (imports.length === 0) return null;
  return (
    <Notice title="Figures are changing">
      {imports.map(({ id, fileName }) => (
        <p key={id}>
          <a className="link" href={`/reid/data/${id}`}>
            {fileName}
          </a>
          {' is being applied or taken back. Until that is done, some of its figures are here and some are not.'}
        </p>
      ))}
    </Notice>
  );
}
