import { handleOf, type ServiceGraph } from './graph.ts';
import { type Dir, type Handle, LVL_BOOT, LVL_NORM, MAX_DEEP, type Mode } from './model.ts';

/** Numbers the services so that each comes after what it needs: insserv's listing.c. */
export class Ordering {
  /** The highest numbers given. */
  readonly most = { S: 0, K: 0 };

  constructor(private readonly graph: ServiceGraph) {}

  /** `follow_all`. */
  followAll(): void {
    for (const dir of this.graph.dirs) {
      for (const mode of ['S', 'K'] as const) this.follow(dir, undefined, handleOf(dir, mode).minDeep, mode, true);
    }
    for (const dir of this.graph.dirs) {
      for (const mode of ['S', 'K'] as const) guessOrder(dir, mode);
    }
  }

  /** `is_loop_detected`. */
  get hasLoop(): boolean {
    return this.graph.dirs.some(({ start, stop }) => start.reported || stop.reported);
  }

  /** `getorder`. */
  orderOf(script: string, mode: Mode): number {
    const dir = this.graph.findScript(script);
    return dir ? handleOf(dir, mode).deep : 0;
  }

  /** `setorder`: gives a script at least that number. */
  setOrder(script: string, mode: Mode, order: number, recursive: boolean): void {
    const dir = this.graph.findScript(script);
    if (!dir) return;
    const handle = handleOf(dir, mode);
    handle.minDeep = Math.max(handle.minDeep, order);
    if (handle.deep >= handle.minDeep) return;
    if (!recursive) {
      handle.deep = handle.minDeep;
      return;
    }
    this.follow(dir, undefined, handle.minDeep, mode, false);
    for (const one of this.graph.dirs) guessOrder(one, mode);
  }

  /** `__follow`: goes along those that come after, one deeper each. */
  private follow(dir: Dir, from: Dir | undefined, level: number, mode: Mode, report: boolean): void {
    const own = handleOf(dir, mode);
    const source = from ? handleOf(from, mode) : undefined;
    if (own.scanning) {
      this.loop(source, own, dir, mode);
      return;
    }
    let deep = Math.max(level, own.minDeep);
    if (deep > MAX_DEEP) return;
    let steps = 0;
    for (let at: Dir | undefined = dir; at; at = handleOf(at, mode).links[0]) {
      const handle = handleOf(at, mode);
      if (steps++ > MAX_DEEP) {
        this.loop(source, handle, at, mode);
        return;
      }
      if ((own.levels & handle.levels) === 0) continue;
      if (source && source === handle) {
        this.loop(source, handle, at, mode);
        return;
      }
      deep = Math.max(deep, handle.deep);
      handle.deep = deep;
      if (handle.levels & LVL_NORM) this.most[mode] = Math.max(this.most[mode], deep);
      if (handle.links.length === 0) return;
      if (!at.name.startsWith('$') && ++deep > MAX_DEEP) return;
      handle.scanning = true;
      const stopped = this.followLinks({ dir, at, from, deep, mode, report });
      handle.scanning = false;
      if (!stopped) continue;
      if (report && !handle.reported) {
        this.graph.warn(`${at.name} is part of a circle.`);
        handle.reported = true;
      }
      return;
    }
  }

  /** Follows all that come directly after; says whether that ended in a circle. */
  private followLinks(way: {
    readonly dir: Dir;
    readonly at: Dir;
    readonly from: Dir | undefined;
    readonly deep: number;
    readonly mode: Mode;
    readonly report: boolean;
  }): boolean {
    const { dir, at, from, deep, mode, report } = way;
    const [own, handle] = [handleOf(dir, mode), handleOf(at, mode)];
    const source = from ? handleOf(from, mode) : undefined;
    for (const target of handle.links) {
      const next = handleOf(target, mode);
      if ((own.levels & next.levels) === 0) continue;
      if (target === at || target === dir) break;
      if (from && from === target) {
        this.loop(source, handle, at, mode);
        return true;
      }
      if (mode === 'K' && target.service.first) {
        this.graph.warn(`${at.name} cannot be stopped after ${target.name}, which stops before $all.`);
        continue;
      }
      if (mode === 'S' && at.service.last) {
        this.graph.warn(`${target.name} cannot start after ${at.name}, which starts after $all.`);
        continue;
      }
      if (next.deep >= deep) continue;
      this.follow(target, at, deep, mode, report);
      if (next.looped || handle.looped || source?.looped) return true;
    }
    return false;
  }

  /** `remembernode` for two: marks one of them, and tells of a circle only once. */
  private loop(source: Handle | undefined, handle: Handle, at: Dir, mode: Mode): void {
    const marked = [source, handle].find((one) => one && !one.looped);
    if (!marked) return;
    marked.looped = true;
    this.graph.warn(`There is a circle at ${at.name} when services ${mode === 'K' ? 'stop' : 'start'}.`);
  }
}

/** `guess_order`: a name without script is put just before the first that needs it. */
function guessOrder(dir: Dir, mode: Mode): void {
  if (dir.script !== undefined || dir.name.startsWith('$')) return;
  const handle = handleOf(dir, mode);
  if (handle.links.length === 0) return;
  const targets = handle.links[0] === dir ? [dir] : [handle.links[0]!, ...handle.links.slice(-MAX_DEEP)];
  let least = MAX_DEEP;
  let levels = 0;
  for (const target of targets) {
    const { deep, levels: more } = handleOf(target, mode);
    least = Math.min(least, deep);
    levels |= more;
  }
  if (least > 1) {
    handle.deep = least - 1;
    handle.levels |= levels;
  } else handle.levels = LVL_BOOT;
}
