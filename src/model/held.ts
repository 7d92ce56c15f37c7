/** What holds tensors and frees them when asked to. */
export interface Disposable {
  dispose(): void;
}

/** Tensors and what holds some, to be freed together, the last first: what was made before an error is not lost with it. */
export class Held {
  private readonly things: Disposable[] = [];

  /** Takes one more, and gives it back. */
  hold<Thing extends Disposable>(thing: Thing): Thing {
    this.things.push(thing);
    return thing;
  }

  dispose(): void {
    for (const thing of this.things.splice(0).reverse()) thing.dispose();
  }
}
