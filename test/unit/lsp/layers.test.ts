import { describe, expect, it } from 'vitest';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { type TreeChange, treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { type Layered, Layers } from '../../../server/src/lsp/layers.ts';

const base = treeOf([
  ['/a', fileNode('a')],
  ['/b', fileNode('b')],
  ['/empty', fileNode('')],
  ['/link', linkNode('a')],
]);
const put = (path: string, node: TreeNode): TreeChange => ({ op: 'put', path, node });
const textOf = ({ tree }: Layered, path: string) => {
  const node = tree.node(path);
  return node?.type === 'file' ? node.content : node?.type;
};

describe('layers over a tree', () => {
  it.each<[string, readonly TreeChange[], boolean]>([
    ['another text', [put('/a', fileNode('x'))], true],
    ['the same text', [put('/a', fileNode('a'))], true],
    ['nothing', [], true],
    ['a text that is emptied', [put('/a', fileNode(''))], false],
    ['an empty file that gets a text', [put('/empty', fileNode('x'))], false],
    ['a new file', [put('/c', fileNode('c'))], false],
    ['a file in place of a link', [put('/link', fileNode('c'))], false],
    ['another link', [put('/link', linkNode('b'))], false],
    ['a file that goes', [{ op: 'remove', path: '/a' }], false],
  ])('tell a change of text from one of names, links and masks: %s', (_, changes, kept) => {
    const layers = new Layers();
    const { solid } = layers.over(base, []);
    const layered = layers.over(base, changes);
    expect(layered.solid === solid).toBe(kept);
    for (const change of changes) {
      expect(layered.tree.node(change.path)).toEqual(change.op === 'put' ? change.node : undefined);
    }
  });

  it('follow a file that is new while it is written, and forget it when it is closed', () => {
    const layers = new Layers();
    const first = layers.over(base, [put('/new', fileNode('1'))]);
    const second = layers.over(base, [put('/new', fileNode('12')), put('/a', fileNode('x'))]);
    expect(second.solid).toBe(first.solid);
    expect([...second.changed].sort()).toEqual(['/a', '/new']);
    expect([textOf(second, '/new'), textOf(second, '/a')]).toEqual(['12', 'x']);
    const closed = layers.over(base, [put('/a', fileNode('x'))]);
    expect(closed.solid).not.toBe(first.solid);
    expect([textOf(closed, '/new'), textOf(closed, '/a')]).toEqual([undefined, 'x']);
  });

  it('give back the text on disk when an editor is closed without saving', () => {
    const layers = new Layers();
    layers.over(base, [put('/a', fileNode('x')), put('/new', fileNode('1'))]);
    const closed = layers.over(base, [put('/new', fileNode('1'))]);
    expect(textOf(closed, '/a')).toBe('a');
    expect([...closed.changed]).toEqual(['/a']);
  });
});
