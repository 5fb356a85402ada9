import type { SubmissionResult } from '@conform-to/react';

/** What the form of a new report shows. */
export interface ReportValues {
  template: string;
  type: string;
  name: string;
  areas: string[];
  otherAreas: string;
  from: string;
  to: string;
  source: string;
  propertyType: string;
  sections: string[];
  sharedWith: string[];
}

/** What was typed into a refused form. */
export function readValues({ initialValue }: SubmissionResult): ReportValues {
  const text = (name: string) => {
    const value = initialValue?.[name];
    return typeof value === 'string' ? value : '';
  };
  const list = (name: string) => {
    const value = initialValue?.[name];
    return [value ?? []].flat().filter((one) => typeof one === 'string');
  };
  return {
    template: text('template'),
    type: text('type'),
    name: text('name'),
    areas: list('areas'),
    otherAreas: text('otherAreas'),
    from: text('from'),
    to: text('to'),
    source: text('source'),
    propertyType: text('propertyType'),
    sections: list('sections'),
    sharedWith: list('sharedWith'),
  };
}
