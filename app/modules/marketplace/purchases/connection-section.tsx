import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { IntegrationType } from '~/modules/marketplace/labels.ts';
import { listNames } from '~/utils/words.ts';
import { connectionWords, describeConnection } from './connection.ts';

interface ConnectableTool {
  name: string;
  address: string | null;
  integrationType: IntegrationType;
  integrations: string[];
  isConnected: boolean;
  /** Since when somebody says so; null where it is known by its use, or not connected. */
  connectedAt: string | Date | null;
}

/** How a tool is connected, and for one that works inside other systems whether it is. */
export function ConnectionState({ tool }: { tool: ConnectableTool }) {
  if (tool.address !== null) return <Tag>{describeConnection(tool)}</Tag>;
  return (
    <>
      <Tag>{connectionWords[tool.integrationType]}</Tag>
      <Tag hue={tool.isConnected ? 'success' : 'warning'}>{tool.isConnected ? 'Connected' : 'Not connected yet'}</Tag>
    </>
  );
}

/** How a tool without a page of its own is connected; whoever manages it says once it is. */
export function ConnectionSection({ tool, canManage }: { tool: ConnectableTool; canManage: boolean }) {
  const { name, integrationType, integrations, isConnected, connectedAt } = tool;
  return (
    <section aria-labelledby="connection" className="flex flex-col gap-3">
      <h2 id="connection" tabIndex={-1}>
        Connection
      </h2>
      <Card className="flex max-w-3xl flex-col gap-3 p-5">
        <p>
          {`${name} has no page to open: it works inside your other systems. ${connectionWords[integrationType]}${integrations.length > 0 ? `, with ${listNames(integrations)}` : ''}.`}
        </p>
        <p className="text-muted">
          {connectedAt ? (
            <>
              Connected since <Day date={connectedAt} />, as somebody of your organization says.
            </>
          ) : isConnected ? (
            'It is connected: it was used.'
          ) : canManage ? (
            'Lotline does not see those systems. Say here once it is connected, and everybody finds it among what is ready.'
          ) : (
            'An owner or admin of your organization connects it, and says so here.'
          )}
        </p>
        {canManage && (connectedAt || !isConnected) && (
          <OrganizationForm>
            <input type="hidden" name="connected" value={connectedAt ? 'no' : 'yes'} />
            <Button name="intent" value="set-connection">
              {connectedAt ? 'Mark as not connected' : 'Mark as connected'}
            </Button>
          </OrganizationForm>
        )}
      </Card>
    </section>
  );
}
