/** A piece of text replaced by another: UTF-16 offsets into the text before it. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/**
 * The edits between a text that was traced and the text as it is now. Offsets are carried over in both directions; an offset
 * inside replaced text lands at the replacement's end (to now) or start (to then).
 */
export class TextMap {
  private readonly changes: { readonly version: number; readonly change: TextChange }[] = [];

  /** `version` is the document's number after the change. */
  add(version: number, change: TextChange): void {
    this.changes.push({ version, change });
  }

  get changed(): boolean {
    return this.changes.length > 0;
  }

  /** The edits after `version`: what remains once the text of that version was traced. */
  since(version: number): TextMap {
    const map = new TextMap();
    for (const entry of this.changes) if (entry.version > version) map.changes.push(entry);
    return map;
  }

  /** Where a place of the traced text is now, or was at `version`. Text inserted right at the place pushes it on. */
  toNow(offset: number, version = Number.POSITIVE_INFINITY): number {
    let at = offset;
    for (const entry of this.changes) {
      if (entry.version > version) break;
      const { offset: from, removed, inserted } = entry.change;
      if (at >= from + removed) at += inserted - removed;
      else if (at > from) at = from + inserted;
    }
    return at;
  }

  /** Where a place of the present text was in the traced one. */
  toThen(offset: number): number {
    let at = offset;
    for (let i = this.changes.length - 1; i >= 0; i--) {
      const { offset: from, removed, inserted } = this.changes[i]!.change;
      if (at >= from + inserted) at += removed - inserted;
      else if (at > from) at = from;
    }
    return at;
  }
}
