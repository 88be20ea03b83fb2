/** A binary heap: the first of all by an order comes off first. */
export class Heap<T> {
  private readonly items: T[] = [];

  /** @param isBefore a strict order */
  constructor(private readonly isBefore: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  add(item: T): void {
    let at = this.items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.isBefore(this.items[at]!, this.items[up]!)) return;
      this.swap(at, up);
      at = up;
    }
  }

  first(): T | undefined {
    return this.items[0];
  }

  /** Takes the first one off. */
  take(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return first;
    this.items[0] = last;
    let at = 0;
    for (;;) {
      let least = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < this.items.length; child++) {
        if (this.isBefore(this.items[child]!, this.items[least]!)) least = child;
      }
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  some(test: (item: T) => boolean): boolean {
    return this.items.some(test);
  }

  private swap(a: number, b: number): void {
    const kept = this.items[a]!;
    this.items[a] = this.items[b]!;
    this.items[b] = kept;
  }
}
