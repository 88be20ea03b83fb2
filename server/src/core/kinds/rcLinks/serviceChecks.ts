import { append } from '../../lists/append.ts';
import type { Diagnostic } from '../kind.ts';
import { finding, type Judged, type NamedLink, removeLine } from './judged.ts';

/** Services with more than one link in the folder: one that is both stopped and started, and links that repeat each other. */
export function serviceFindings(judged: Judged): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const links of judged.byService.values()) {
    if (links.length < 2) continue;
    const [stops, starts] = (['K', 'S'] as const).map((kind) => links.filter(({ parsed }) => parsed.kind === kind));
    for (const same of [stops!, starts!]) append(found, repeated(judged, same));
    const [stop, start] = [stops![0], starts![0]];
    if (stop && start) found.push(bothKinds(judged, stop, start));
  }
  return found;
}

function repeated(judged: Judged, links: readonly NamedLink[]): Diagnostic[] {
  const [first, ...others] = links;
  return others.flatMap((line) => {
    // The same name twice is an error of its own.
    if (line.name.text === first!.name.text) return [];
    const { service, kind } = line.parsed;
    const effect =
      judged.flavor === 'redhat'
        ? 'rc passes over this one if the first did its work'
        : `${service} is ${kind === 'S' ? 'started' : 'stopped'} twice`;
    const message = `${service} has a second link: ${first!.name.text} comes before, and ${effect}.`;
    const related = [{ span: first!.name.span, message: 'the first link' }];
    const fixes = [{ ...removeLine(judged, line), preferred: true }, removeLine(judged, first!)];
    return [finding('information', 'two-links', line.name.span, message, { related, fixes })];
  });
}

function bothKinds(judged: Judged, stop: NamedLink, start: NamedLink): Diagnostic {
  const { service } = start.parsed;
  const tool = judged.flavor === 'redhat' ? 'chkconfig' : 'update-rc.d';
  const message = `${service} is stopped by ${stop.name.text} and started again by ${start.name.text}: keep one of them, as ${tool} does.`;
  const related = [{ span: stop.name.span, message: 'stops it' }];
  const fixes = [removeLine(judged, stop), removeLine(judged, start)];
  return finding('information', 'both-kinds', start.name.span, message, { related, fixes });
}
