import type { Json } from '../../manifest';
import type { PullSecretShape } from '../slot';
import type { PullSecretCandidate } from './pull-secret-candidates';

/** A pull secret that does not exist, named by a value so that it can be recognised wherever it comes out. */
export interface PullSecretMark {
  /** Where the value stands. */
  readonly path: string;
  /** The form in which it names the secret. */
  readonly shape: PullSecretShape;
  /** Name of the secret; no other mark has it, and none begins or ends with it. */
  readonly token: string;
  /** The value, with what stood there before. */
  readonly value: Json;
}

/** A mark for a value, in one of its forms. What the value named before it still names; a value that holds one name holds the mark only. */
export function markPullSecret({ path, current }: PullSecretCandidate, shape: PullSecretShape, id: number): PullSecretMark {
  const token = `pullmark${id}end`;
  const kept = Array.isArray(current) ? current : [];
  const asText = shape === 'strings' || (shape === 'objects-or-strings' && typeof kept[0] === 'string');
  return { path, shape, token, value: shape === 'name' ? token : [...kept, asText ? token : { name: token }] };
}
