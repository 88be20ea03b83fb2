import { nameOf } from '../../tree/systemTree.ts';
import type { MovedLink } from '../units/movedLinks.ts';

const DOES = { Wants: 'wants', Requires: 'requires', Upholds: 'upholds' } as const;

/** What becomes of links when units have been renamed or moved, a sentence each; what stays as it is has none. */
export function movedLinkWords(links: readonly MovedLink[]): string[] {
  return links.filter(({ there }) => there !== 'other').map((link) => `${words(link)}.`);
}

/** Why links stay as they are, a sentence each. */
export function leftLinkWords(links: readonly MovedLink[]): string[] {
  const left = links.filter(({ there }) => there === 'other');
  return left.map(({ link, path }) => `${link.path} stays as it is: there is a ${nameOf(path)} beside it already.`);
}

function words({ link, path, target }: MovedLink): string {
  const [old, name] = [link.name, nameOf(path)];
  if (link.kind === 'alias') {
    return old === name ? `${old} leads to ${target}` : `The link ${old} becomes ${name} and leads to ${target}`;
  }
  const does = `${link.owner} ${DOES[link.kind]}`;
  if (old !== name) return `${does} ${name} instead of ${old}`;
  return `The link by which ${does} ${name} leads to ${target}`;
}
