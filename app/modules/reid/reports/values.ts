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

/** The values of a field that may be sent repeatedly, from a refused form. */
export function readList({ initialValue }: SubmissionResult, name: string): string[] {
  return [initialValue?.[name] ?? []].flat().filter((one) => typeof one === 'string');
}

/** What was typed into a refused form. */
export function readValues(answer: SubmissionResult): ReportValues {
  const { initialValue } = answer;
  const text = (name: string) => {
    const value = initialValue?.[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    template: text('template'),
    type: text('type'),
    name: text('name'),
    areas: readList(answer, 'areas'),
    otherAreas: text('otherAreas'),
    from: text('from'),
    to: text('to'),
    source: text('source'),
    propertyType: text('propertyType'),
    sections: readList(answer, 'sections'),
    sharedWith: readList(answer, 'sharedWith'),
  };
}
