import { readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { listAreaKeys } from '../areas/area-search.ts';
import { type AskedText, addressOf, calculatorAddress, listParameters, readAsked } from './asked.ts';
import { fillInputs, listUsedFigures, type PriceSource, priceSources, type UsedFigure } from './market-figures.ts';
import type { CalculatorData } from './queries.server.ts';
import type { SaveTarget } from './save-card.tsx';
import { keepSensitivity, readSensitivityChoice, type SensitivityChoice } from './sensitivity-choice.ts';
import { askedSchema, usualRate } from './v2/inputs.ts';
import { strategyLabels } from './words.ts';

/** What the address of the calculator asks for, besides its inputs. */
export interface CalculatorQuestion {
  readonly search: URLSearchParams;
  /** The area whose figures are to fill inputs, as it was typed. */
  readonly area: string;
  readonly areaKeys: readonly string[];
  readonly source: PriceSource | null;
  /** The saved simulation that is being changed, or gets a scenario. */
  readonly related: { readonly kind: 'change' | 'base'; readonly id: string } | null;
  readonly sensitivity: SensitivityChoice;
}

const idPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads what the address asks for. Nothing in it is an error here; what is wrong with inputs is said beside them. */
export function readQuestion(search: URLSearchParams): CalculatorQuestion {
  const area = readSearchText(search.get('area'), 120);
  const kind = search.has('change') ? 'change' : 'base';
  const id = search.get(kind) ?? '';
  return {
    search,
    area,
    areaKeys: listAreaKeys(area),
    source: readKey(priceSources, search.get('source')) ?? null,
    related: idPattern.test(id) ? { kind, id } : null,
    sensitivity: readSensitivityChoice(search),
  };
}

/** What the page of the calculator shows of its address and of what the database holds. */
export interface CalculatorPlan {
  readonly asked: AskedText;
  /** Where the page with the figures of the asked area is; null while none is asked for, or it has none. */
  readonly filledAddress: string | null;
  readonly areaError: string | undefined;
  readonly used: readonly UsedFigure[];
  /** Parameters beside the inputs that addresses keep. */
  readonly kept: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly address: string;
  /** The same without the saved simulation. */
  readonly newAddress: string;
  readonly target: SaveTarget;
  readonly suggestedName: string;
  readonly templates: readonly { readonly name: string; readonly label: string; readonly href: string }[];
}

/**
 * Plans the page of the calculator.
 * @param mayChange  whether the viewer may change a simulation, by its owner
 */
export function planCalculator(
  question: CalculatorQuestion,
  data: CalculatorData,
  mayChange: (userId: string) => boolean,
): CalculatorPlan {
  const { search, area, related } = question;
  const read = readAsked(search, data.rate?.value ?? usualRate);
  // Whoever asks for figures has not finished typing.
  const asked = area === '' ? read : { ...read, errors: {} };
  const changed = data.changed && mayChange(data.changed.userId) ? data.changed : null;
  const relation: Record<string, string> = related && changed ? { [related.kind]: related.id } : {};
  const kept = { ...relation, ...keepSensitivity(question.sensitivity) };
  const parameters = listParameters(asked.strategy, asked.typed, asked.figures);
  const isFound = (data.price !== null && 'price' in asked.typed) || (data.rent !== null && 'rent' in asked.typed);
  return {
    asked,
    filledAddress: isFound ? fill(asked, data, kept) : null,
    areaError:
      area !== '' && !isFound
        ? `Nothing is known of “${area}”. Enter an area of Markets, like 78704 or Austin, TX.`
        : undefined,
    used: listUsedFigures(asked.figures, data.used, (input) => asked.typed[input]),
    kept,
    parameters,
    address: writeAddress(calculatorAddress, { ...parameters, ...kept }),
    newAddress: writeAddress(calculatorAddress, { ...parameters, ...keepSensitivity(question.sensitivity) }),
    target: targetOf(related?.kind, changed),
    suggestedName: strategyLabels[asked.strategy],
    templates: data.templates.flatMap(({ name, strategy, inputs }) => {
      const parsed = askedSchema.safeParse({ strategy, inputs });
      return parsed.success ? [{ name, label: strategyLabels[strategy], href: addressOf(parsed.data) }] : [];
    }),
  };
}

function fill(asked: AskedText, { price, rent, rate }: CalculatorData, kept: Record<string, string>): string {
  const { typed, figures } = fillInputs(asked, { price, rent, rate });
  return writeAddress(calculatorAddress, { ...listParameters(asked.strategy, typed, figures), ...kept });
}

function targetOf(kind: 'change' | 'base' | undefined, changed: CalculatorData['changed']): SaveTarget {
  if (!changed) return { kind: 'new' };
  return kind === 'change'
    ? { kind, id: changed.id, name: changed.name, seen: changed.seen }
    : { kind: 'scenario', baseId: changed.id, base: changed.name };
}
