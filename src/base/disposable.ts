/** Something that holds what must be given back. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and gives all of them back, newest first. What is added after that is given back at once. */
export class Disposables implements Disposable {
  private readonly owned: Disposable[] = [];
  private over = false;

  get disposed(): boolean {
    return this.over;
  }

  /** Takes ownership and returns the same thing. */
  add<T extends Disposable>(item: T): T {
    if (this.over) item.dispose();
    else this.owned.push(item);
    return item;
  }

  /** Owns an action to be run at the end. */
  defer(action: () => void): void {
    this.add({ dispose: action });
  }

  dispose(): void {
    this.over = true;
    for (let item = this.owned.pop(); item !== undefined; item = this.owned.pop()) item.dispose();
  }
}
