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

/** An alert as its form shows it. Filters of before are written as the areas they name. */
export function writeAlert(alert: Pick<ShownAlert, Written>): AlertFormValues {
  const { conditions } = alert;
  const understood: Partial<Conditions> = isUnderstood(conditions) ? conditions : {};
  const { figure, compare, value, unit, over, source, propertyType } = understood;
  const isMoney = figure === 'price' && unit === 'amount';
  const cities = alert.cities.flatMap((city) => alert.states.map((state) => `${city}, ${state}`));
  const states = alert.cities.length > 0 ? [] : alert.states;
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
      areas: [...alert.areaKeys.map(writeArea), ...alert.zipCodes, ...cities, ...states].join('\n'),
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
  | 'frequency'
  | 'channels'
  | 'emails'
  | 'webhookUrl'
  | 'timeZone'
  | 'maxPerDay'
  | 'disableAfter'
  | 'requireVerification';
