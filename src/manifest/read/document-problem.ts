/** Why a document cannot be used; thrown and caught inside this folder only. */
export class DocumentProblem extends Error {
  /** Lower case, no full stop, and never a word of the document itself: it may be a secret. */
  public readonly reason: string;
  /** Where, as an index into the text that was parsed. */
  public readonly offset: number | undefined;

  constructor(reason: string, offset?: number) {
    super(reason);
    this.reason = reason;
    this.offset = offset;
  }
}
