import { Type } from 'typebox';
import type { GithubSighting } from './parse-leak-report.ts';

/**
 * Whether a text is a credential of this deployment; undefined where that is not for it to say, since the text is of
 * the other environment.
 */
export type Judge = (text: string) => Promise<boolean | undefined>;

/** As GitHub's page has it. The text goes back as its SHA-256: no credential is ever in an answer of ours. */
export const FeedbackSchema = Type.Array(
  Type.Object({
    token_hash: Type.String(),
    token_type: Type.String(),
    label: Type.Union([Type.Literal('true_positive'), Type.Literal('false_positive')]),
  }),
);

type Feedback = Type.Static<typeof FeedbackSchema>;

/** Tells GitHub which of its findings were credentials, so that its pattern gets better. */
export async function githubFeedback(
  deps: { readonly judge: Judge; readonly sha256: (text: string) => string },
  sightings: readonly GithubSighting[],
): Promise<Feedback> {
  const feedback: Feedback = [];
  for (const { text, type } of sightings) {
    const isCredential = await deps.judge(text);
    if (isCredential === undefined) continue;
    const label = isCredential ? 'true_positive' : 'false_positive';
    feedback.push({ token_hash: deps.sha256(text), token_type: type, label });
  }
  return feedback;
}
