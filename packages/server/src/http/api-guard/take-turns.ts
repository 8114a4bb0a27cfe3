/** Waits until nobody else has the turn of this name, and takes it. To be given back by calling what is returned. */
export type TakeTurn = (name: string) => Promise<() => void>;

/** One at a time for each name. Holds a name only while somebody has its turn. */
export function takeTurns(): TakeTurn {
  const taken = new Map<string, Promise<void>>();
  return async (name) => {
    for (let turn = taken.get(name); turn !== undefined; turn = taken.get(name)) await turn;
    let end = () => {};
    const turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    taken.set(name, turn);
    return () => {
      if (taken.get(name) === turn) taken.delete(name);
      end();
    };
  };
}
