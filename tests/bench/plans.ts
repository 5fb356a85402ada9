import type { Client } from 'pg';
import { z } from 'zod';
import { asViewer } from '../factories/as-viewer.ts';

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string | undefined;
  'Relation Name'?: string | undefined;
  'Total Cost': number;
  Plans?: PlanNode[] | undefined;
}

const planNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Relation Name': z.string().optional(),
  'Total Cost': z.number(),
  get Plans() {
    return z.array(planNode).optional();
  },
});
const explained = z.tuple([z.object({ Plan: planNode })]);

/** How a query would be run: every step, the indexes it uses, and what the planner thinks it costs. */
export interface QueryPlan {
  steps: string[];
  indexes: string[];
  /** Tables that are read from end to end. */
  readWhole: string[];
  cost: number;
}

/** The plan of a query of the app's role, as the person whose session it is. */
export async function explainAs(
  asApp: Client,
  tokenHash: string,
  query: string,
  values: unknown[] = [],
): Promise<QueryPlan> {
  const { rows } = await asViewer(asApp, tokenHash, (client) => client.query(`explain (format json) ${query}`, values));
  const [{ Plan: root }] = explained.parse(rows[0]['QUERY PLAN']);
  const nodes = flatten(root);
  return {
    steps: nodes.map((node) => node['Node Type']),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    readWhole: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [])),
    cost: root['Total Cost'],
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
