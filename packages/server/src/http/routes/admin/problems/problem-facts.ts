/** What a cause is answered with. */
export interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}
