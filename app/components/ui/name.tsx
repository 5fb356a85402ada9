import { memberWords } from '~/utils/words.ts';

/** The name of a member of the organization, which is not known (null) any more once they have left. It turns nothing around it. */
export function MemberName({ name, unknown = memberWords }: { name: string | null; unknown?: string }) {
  return name === null ? unknown : <bdi>{name}</bdi>;
}
