import type { SubmissionResult } from '@conform-to/react';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeDollars } from '~/utils/money.ts';
import { writeArea } from './area-text.ts';
import { type Conditions, isUnderstood } from './conditions.ts';
import type { ShownAlert } from './queries.server.ts';

/** The fields of the form of an alert, as texts by their names. */
export interface AlertFormValues {
  texts: Readonly<Record<string, string | undefined>>;
  channels: readonly string[];
}

/** What was typed into a refused form, or tried; undefined without one. */
export function readTypedAlert(
  answer: Pick<SubmissionResult, 'initialValue'> | undefined,
): AlertFormValues | undefined {
  if (!answer?.initialValue) return undefined;
  const { channels } = answer.initialValue;
  return {
    texts: readTypedTexts(answer),
    channels: [channels].flat().filter((channel) => typeof channel === 'string'),
  };
}

/**
 * A new alert: it tells by email and here, once a day.
 * @param area  key of the area it is made for, where its page was left for this
 */
export function startAlert({
  id,
  email,
  source,
  area,
}: {
  id: string;
  email: string;
  source: string;
  area: string | null;
}) {
  return {
    texts: {
      id,
      name: '',
      watch: 'price',
      compare: 'falls',
      value: '5',
      unit: 'percent',
      over: 'year',
      source,
      areas: area ? writeArea(area) : '',
      frequency: 'DAILY',
      emails: email,
      timeZone: 'America/New_York',
      maxPerDay: '20',
    },
    channels: ['IN_APP', 'EMAIL'],
  } satisfies AlertFormValues;
}

/** The filters by which an alert of before finds areas whose keys are not known, in words; null for one without any. */
export function describeFilters({
  cities,
  counties,
  neighborhoods,
  states,
}: Pick<ShownAlert, 'cities' | 'counties' | 'neighborhoods' | 'states'>): string | null {
  const places = [...neighborhoods, ...cities, ...counties].join(', ');
  if (places === '') return null;
  return states.length > 0 ? `${places} in ${states.join(', ')}` : places;
}

/** An alert as its form shows it. States are areas of their own where no other filter is. */
export function writeAlert(alert: Pick<ShownAlert, Written>): AlertFormValues {
  const { conditions } = alert;
  const understood: Partial<Conditions> = isUnderstood(conditions) ? conditions : {};
  const { figure, compare, value, unit, over, source, propertyType } = understood;
  const isMoney = figure === 'price' && unit === 'amount';
  const hasFilters = describeFilters(alert) !== null;
  return {
    texts: {
      id: alert.id,
      version: alert.version,
      name: alert.name,
      watch: figure ?? 'price',
      compare: compare && compare !== 'label_changes' ? compare : 'falls',
      value: value === undefined ? '' : isMoney ? writeDollars(value) : String(value),
      unit: unit === 'percent' ? 'percent' : 'amount',
      over: over ?? 'year',
      source: source ?? '',
      propertyType: propertyType ?? '',
      areas: [...alert.areaKeys.map(writeArea), ...alert.zipCodes, ...(hasFilters ? [] : alert.states)].join('\n'),
      keepsFilters: hasFilters ? 'on' : undefined,
      frequency: alert.frequency,
      emails: alert.emails.join('\n'),
      webhookUrl: alert.webhookUrl ?? '',
      timeZone: alert.timeZone,
      maxPerDay: alert.maxPerDay === null ? '' : String(alert.maxPerDay),
      disableAfter: alert.disableAfter === null ? '' : String(alert.disableAfter),
      requireVerification: alert.requireVerification ? 'on' : undefined,
    },
    channels: alert.channels,
  };
}

type Written =
  | 'id'
  | 'version'
  | 'name'
  | 'conditions'
  | 'areaKeys'
  | 'zipCodes'
  | 'cities'
  | 'states'
  | 'counties'
  | 'neighborhoods'
  | 'frequency'
  | 'channels'
  | 'emails'
  | 'webhookUrl'
  | 'timeZone'
  | 'maxPerDay'
  | 'disableAfter'
  | 'requireVerification';
