import { join, relative, resolve } from 'node:path';
import { rootLinkFindings } from '../core/kinds/rcLinks/folderFindings.ts';
import { lineIndex } from '../core/text/lineIndex.ts';
import type { Finding } from './judge.ts';
import { sysvAround } from './sysvAround.ts';

/**
 * What there is to say about the links of all runlevels of a root: each finding stands at its link, whose line in a
 * listing is the text.
 *
 * @param root the folder as the user knows it
 */
export async function linkFindings(root: string): Promise<{ links: number; findings: Finding[] }> {
  const sysv = await sysvAround(join(resolve(root), 'etc'), root);
  const folders = sysv?.tree ? rootLinkFindings(sysv.tree) : [];
  const findings = folders.flatMap((folder) =>
    folder.findings.map(({ path, line, diagnostic }) => ({
      path: join(root, relative('/', path)),
      kind: 'rc-links',
      text: line,
      index: lineIndex(line),
      diagnostic,
    })),
  );
  return { links: folders.reduce((sum, { links }) => sum + links, 0), findings };
}
