import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { ModulePage, ModuleSection } from '~/components/layout/module-layout.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import {
  countReidData,
  listLatestAlerts,
  listLatestFigures,
  listLatestSimulations,
} from '~/modules/reid/overview/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { toWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [, { counted, figures, simulations, alerts }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      counted: countReidData(handle),
      figures: listLatestFigures(handle),
      simulations: listLatestSimulations(handle),
      alerts: listLatestAlerts(handle),
    })),
  ]);
  const [counts] = counted;
  if (!counts) throw notFound();
  return { counts, figures, simulations, alerts };
}

export default function ReidPage() {
  const { counts, figures, simulations, alerts } = useLoaderData<typeof loader>();
  return (
    <ModulePage module={reid} description="The market data, simulations and alerts of your organization so far.">
      <KeyFigures
        figures={[
          { label: counts.areas === 1 ? 'Postal area' : 'Postal areas', value: counts.areas },
          { label: 'Market figures', value: counts.figures },
          { label: counts.simulations === 1 ? 'Simulation' : 'Simulations', value: counts.simulations },
          { label: counts.activeAlerts === 1 ? 'Active alert' : 'Active alerts', value: counts.activeAlerts },
        ]}
      />
      <ModuleSection title="Latest figures" isEmpty={figures.length === 0}>
        <Table caption="Latest figures">
          <thead>
            <tr>
              <th scope="col">Area</th>
              <th scope="col">Reported</th>
              <th scope="col" className="number">
                Median price
              </th>
              <th scope="col" className="number max-sm:hidden">
                For sale
              </th>
              <th scope="col" className="number max-sm:hidden">
                Days on market
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.area}</th>
                <td className="whitespace-nowrap">
                  <Day date={row.reportDate} />
                </td>
                <td className="number">{row.medianPrice === null ? '–' : <Money cents={row.medianPrice} />}</td>
                <td className="number max-sm:hidden">{row.activeListings ?? '–'}</td>
                <td className="number max-sm:hidden">{row.daysOnMarket ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ModuleSection>
      <ModuleSection title="Latest simulations" isEmpty={simulations.length === 0}>
        <ul className="card divide-y divide-line">
          {simulations.map(({ id, name, scenarioType, updatedAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
              <span className="font-medium">{name}</span>
              <span className="flex items-center gap-3 text-muted">
                <Tag>{toWords(scenarioType)}</Tag>
                <Day date={updatedAt} />
              </span>
            </li>
          ))}
        </ul>
      </ModuleSection>
      <ModuleSection title="Latest alerts" isEmpty={alerts.length === 0}>
        <ul className="card divide-y divide-line">
          {alerts.map(({ id, name, alertType, isActive }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
              <span className="font-medium">{name}</span>
              <span className="flex items-center gap-3 text-muted">
                {toWords(alertType)}
                <Tag hue={isActive ? 'success' : 'neutral'}>{isActive ? 'On' : 'Off'}</Tag>
              </span>
            </li>
          ))}
        </ul>
      </ModuleSection>
    </ModulePage>
  );
}
