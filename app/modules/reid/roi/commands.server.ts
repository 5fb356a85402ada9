import { eq } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidRoiSimulations } from '#db/schema/index.ts';
import type { FigureIds } from './asked.ts';
import type { NewSimulation, ScenarioType } from './schema.ts';
import { type Calculation, summarize } from './v2/calculate.ts';
import { newestVersion } from './versions.ts';

/** What is kept of a calculation made now: its inputs with the figures they were filled from, its main results and the version. */
function keep(calculation: Calculation, figures: FigureIds) {
  return {
    inputs: { ...calculation.inputs, figures },
    results: summarize(calculation),
    version: newestVersion,
  };
}

/** Saves a calculation. Only `SAVED` writes anything, and sending it twice saves it once. */
export function saveSimulation(handle: QueryHandle, form: NewSimulation, calculation: Calculation, figures: FigureIds) {
  return callFunction(handle, 'save_simulation', {
    id: form.id,
    name: form.name,
    address: form.address,
    city: form.city,
    state: form.state,
    zipCode: form.zipCode,
    notes: form.notes,
    strategy: calculation.strategy,
    marketDataId: figures.price ?? figures.rent ?? null,
    ...keep(calculation, figures),
  });
}

/**
 * Puts other inputs and results in the place of those of a saved simulation.
 * @param seen  when it was changed last before its page was made
 */
export function changeSimulation(
  handle: QueryHandle,
  id: string,
  seen: string,
  calculation: Calculation,
  figures: FigureIds,
) {
  return callFunction(handle, 'change_simulation', {
    id,
    seen,
    strategy: calculation.strategy,
    ...keep(calculation, figures),
  });
}

/** Adds a variation of a simulation. */
export function addScenario(
  handle: QueryHandle,
  scenario: { id: string; baseId: string; type: ScenarioType; name: string },
  calculation: Calculation,
  figures: FigureIds,
) {
  return callFunction(handle, 'add_scenario', { ...scenario, ...keep(calculation, figures) });
}

/** Shows a simulation and its scenarios to the organization, or to their owner alone. */
export function shareSimulation(handle: QueryHandle, id: string, isShared: boolean) {
  return callFunction(handle, 'share_simulation', { id, isShared });
}

/** Makes a simulation a template, or an ordinary one again. */
export function useSimulationAsTemplate(handle: QueryHandle, id: string, isTemplate: boolean) {
  return callFunction(handle, 'use_simulation_as_template', { id, isTemplate });
}

/** Deletes a simulation with its scenarios; no row where the viewer may not. */
export function deleteSimulation(handle: QueryHandle, id: string) {
  return handle
    .delete(reidRoiSimulations)
    .where(eq(reidRoiSimulations.id, id))
    .returning({ name: reidRoiSimulations.name });
}
