import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { unknown } from '../figures/writing.ts';
import type { ListedProfile } from './queries.server.ts';
import { typeWords } from './words.ts';

const scores = [
  { key: 'growth', name: 'Growth' },
  { key: 'investment', name: 'Investment' },
  { key: 'risk', name: 'Risk' },
  { key: 'affordability', name: 'Affordability' },
] as const;

/** Profiles with their scores. On a phone the parts of the overall score fold below the area. */
export function ProfileList({ profiles }: { profiles: readonly ListedProfile[] }) {
  return (
    <Table caption="Profiles">
      <thead>
        <tr>
          <th scope="col">Area</th>
          <th scope="col" className="number">
            Overall
          </th>
          {scores.map(({ key, name }) => (
            <th key={key} scope="col" className="number max-sm:hidden">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {profiles.map((profile) => (
          <tr key={profile.id}>
            <th scope="row">
              <a href={`/reid/profiles/${profile.id}`} className="link max-sm:block max-sm:py-2">
                {profile.address ?? profile.area}
              </a>
              <span className="block font-normal text-muted">
                {typeWords[profile.type]}
                {profile.refreshedAt && (
                  <>
                    {', '}
                    <Day date={profile.refreshedAt} />
                  </>
                )}
              </span>
              <span className="block font-normal text-muted sm:hidden">
                {scores.map(({ key, name }) => `${name} ${profile[key] ?? unknown}`).join(', ')}
              </span>
              {(profile.isVerified || profile.isShared) && (
                <span className="mt-1 flex flex-wrap gap-2 font-normal">
                  {profile.isVerified && <Tag hue="success">Verified</Tag>}
                  {profile.isShared && <Tag>Shared</Tag>}
                </span>
              )}
            </th>
            <td className="number text-base font-semibold tabular-nums">{profile.overall ?? unknown}</td>
            {scores.map(({ key }) => (
              <td key={key} className="number tabular-nums max-sm:hidden">
                {profile[key] ?? unknown}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
