/** Welch's t of two samples: how many standard errors their means lie apart. */
export function welchT(one: readonly number[], other: readonly number[]): number {
  const a = momentsOf(one);
  const b = momentsOf(other);
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

/** Leaves out what is slower than this share of all: the machine's doing, not the program's, and the same for all. */
export function cropped(
  samples: ReadonlyMap<string, readonly number[]>,
  share: number,
): Map<string, readonly number[]> {
  const all = [...samples.values()].flat().sort((one, other) => one - other);
  const limit = all[Math.floor(all.length * share)] ?? Number.POSITIVE_INFINITY;
  return new Map([...samples].map(([name, times]) => [name, times.filter((time) => time <= limit)]));
}

function momentsOf(values: readonly number[]) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}
