import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import type { z } from 'zod';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { addressOf } from './asked.ts';
import {
  addScenario,
  changeSimulation,
  deleteSimulation,
  shareSimulation,
  useSimulationAsTemplate,
} from './commands.server.ts';
import { findSimulation } from './queries.server.ts';
import { scenarioLabels, type simulationFormSchema } from './schema.ts';
import type { explainRefusal } from './simulation-outcomes.ts';
import { calculate } from './v2/calculate.ts';
import { varyInputs } from './v2/scenarios.ts';
import { readStoredFigures, recalculate } from './versions.ts';

type Command = z.output<typeof simulationFormSchema>;
type Carried = Pick<LoaderFunctionArgs, 'request' | 'context'>;

/** What became of a command. */
type Done =
  | { outcome: 'DONE'; address: string; message: string }
  | { outcome: 'ELSEWHERE'; address: string }
  | { outcome: 'OTHER_VERSION' | 'NOT_FOUND' | Parameters<typeof explainRefusal>[0] };

/** Does what a form of a simulation's page asks for. */
export function doToSimulation(carried: Carried, id: string, command: Command): Promise<Done> {
  switch (command.intent) {
    case 'add-scenario':
      return vary(carried, id, command);
    case 'keep':
      return keepRecalculated(carried, id, command.seen);
    case 'share':
      return share(carried, id, true);
    case 'unshare':
      return share(carried, id, false);
    case 'template':
      return makeTemplate(carried, id, true);
    case 'no-template':
      return makeTemplate(carried, id, false);
    case 'delete':
      return remove(carried, id);
    default:
      return unreachable(command);
  }
}

const pageOf = (id: string) => `/reid/roi/${id}`;

/** Reads a simulation and calculates its inputs by the newest version. */
async function findCalculation({ context, request }: Carried, id: string) {
  const { viewer, found } = await context.database.read((handle) => ({ found: findSimulation(handle, id) }));
  requireViewer(viewer, request);
  const [simulation] = found;
  return simulation && { simulation, calculation: recalculate(simulation.strategy, simulation.inputs) };
}

async function vary(
  carried: Carried,
  baseId: string,
  { id, type }: Extract<Command, { intent: 'add-scenario' }>,
): Promise<Done> {
  const found = await findCalculation(carried, baseId);
  if (!found) return { outcome: 'NOT_FOUND' };
  const { calculation } = found;
  if (!calculation) return { outcome: 'OTHER_VERSION' };
  const figures = readStoredFigures(found.simulation.inputs);
  if (type === 'CUSTOM') return { outcome: 'ELSEWHERE', address: addressOf(calculation, figures, { base: baseId }) };
  const varied = calculate(varyInputs(calculation, type));
  const { added } = await carried.context.database.write((handle) => ({
    added: addScenario(handle, { id, baseId, type, name: scenarioLabels[type] }, varied, figures),
  }));
  const outcome = added[0]?.outcome ?? 'NOT_FOUND';
  return outcome === 'ADDED'
    ? {
        outcome: 'DONE',
        address: `${pageOf(baseId)}#scenarios`,
        message: `The ${type.toLowerCase()} scenario is added.`,
      }
    : { outcome };
}

async function keepRecalculated(carried: Carried, id: string, seen: string): Promise<Done> {
  const found = await findCalculation(carried, id);
  if (!found) return { outcome: 'NOT_FOUND' };
  const { calculation, simulation } = found;
  if (!calculation) return { outcome: 'OTHER_VERSION' };
  const { changed } = await carried.context.database.write((handle) => ({
    changed: changeSimulation(handle, id, seen, calculation, readStoredFigures(simulation.inputs)),
  }));
  const outcome = changed[0]?.outcome ?? 'NOT_FOUND';
  return outcome === 'CHANGED'
    ? { outcome: 'DONE', address: pageOf(id), message: 'The new results are kept.' }
    : { outcome };
}

async function share({ request, context }: Carried, id: string, isShared: boolean): Promise<Done> {
  const { viewer, shared } = await context.database.write((handle) => ({
    shared: shareSimulation(handle, id, isShared),
  }));
  requireViewer(viewer, request);
  const outcome = shared[0]?.outcome ?? 'NOT_FOUND';
  const message = isShared ? 'Everybody of your organization sees it now.' : 'Only you, and admins, see it now.';
  return outcome === 'CHANGED' ? { outcome: 'DONE', address: pageOf(id), message } : { outcome };
}

async function makeTemplate({ request, context }: Carried, id: string, isTemplate: boolean): Promise<Done> {
  const { viewer, made } = await context.database.write((handle) => ({
    made: useSimulationAsTemplate(handle, id, isTemplate),
  }));
  requireViewer(viewer, request);
  const outcome = made[0]?.outcome ?? 'NOT_FOUND';
  const message = isTemplate
    ? 'It is a template now: the calculator offers everybody to begin with it.'
    : 'It is no template any more.';
  return outcome === 'CHANGED' ? { outcome: 'DONE', address: pageOf(id), message } : { outcome };
}

async function remove({ request, context }: Carried, id: string): Promise<Done> {
  const { viewer, removed } = await context.database.write((handle) => ({ removed: deleteSimulation(handle, id) }));
  requireViewer(viewer, request);
  const [gone] = removed;
  return gone
    ? { outcome: 'DONE', address: '/reid/roi/saved', message: `“${gone.name}” is deleted.` }
    : { outcome: 'NOT_FOUND' };
}
