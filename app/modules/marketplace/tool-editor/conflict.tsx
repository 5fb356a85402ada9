import { LinkButton } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import type { ToolChange } from './values.ts';

/** Shows the changes somebody else saved while a tool was being edited, and how to go on. */
export function ToolConflict({ changes, address }: { changes: ToolChange[]; address: string }) {
  return (
    <section className="flex flex-col items-start gap-3" aria-labelledby="changed">
      <h2 id="changed">Changed meanwhile</h2>
      {changes.length === 0 ? (
        <p className="max-w-prose">
          Somebody changed this tool and took it back. It is as it was when you opened the form, so what you typed can
          be saved.
        </p>
      ) : (
        <>
          <p className="max-w-prose">
            The form below still holds what you typed. Take over what should stay, then save: what you save replaces
            what is here now.
          </p>
          <div className="w-full max-w-4xl">
            <Table caption="What changed meanwhile">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Before</th>
                  <th scope="col">Now</th>
                  <th scope="col">In your form</th>
                </tr>
              </thead>
              <tbody>
                {changes.map(({ label, before, now, typed }) => (
                  <tr key={label}>
                    <th scope="row" className="whitespace-nowrap">
                      {label}
                    </th>
                    <td className="min-w-36 whitespace-pre-line text-muted">{before}</td>
                    <td className="min-w-36 font-medium whitespace-pre-line">{now}</td>
                    <td className="min-w-36 whitespace-pre-line">{typed ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        </>
      )}
      <LinkButton href={address}>Discard what I typed</LinkButton>
    </section>
  );
}
