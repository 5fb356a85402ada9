import { Button } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { EstimateLine } from './explain.ts';
import { standingTitles } from './words.ts';

/** Old beside new, for an estimate that was saved with other figures or rules; the button writes the new one. */
export function Restating({
  before,
  now,
  savedAt,
  mayWrite,
}: {
  before: readonly EstimateLine[];
  now: readonly EstimateLine[];
  savedAt: string;
  mayWrite: boolean;
}) {
  const changed = now.filter((line) => findValue(before, line.number) !== line.value);
  return (
    <section className="flex flex-col gap-3">
      <Notice kind="warning" title={standingTitles.OTHER_FIGURES}>
        <p>
          The estimate saved on <Day date={savedAt} /> was made with other published figures or rules. It stays until
          you restate it.
        </p>
        {mayWrite && (
          <OrganizationForm className="mt-2">
            <input type="hidden" name="intent" value="recalculate" />
            <Button>Restate</Button>
          </OrganizationForm>
        )}
      </Notice>
      {changed.length > 0 && (
        <Table caption="Lines that changed">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col" className="number">
                Saved
              </th>
              <th scope="col" className="number">
                Now
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map((line) => (
              <tr key={line.number}>
                <th scope="row">{`${line.number} ${line.name}`}</th>
                <td className="number">
                  <Amount cents={findValue(before, line.number)} />
                </td>
                <td className="number">
                  <Amount cents={line.value} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

const findValue = (lines: readonly EstimateLine[], number: number) =>
  lines.find((line) => line.number === number)?.value ?? null;

/** Cents, or that they are not known. */
export function Amount({ cents }: { cents: number | null }) {
  return cents === null ? <span className="text-muted">Not known</span> : <Money cents={cents} />;
}
