import { locateDocument } from '../location';
import type { Rule } from '../rule';

/** What was not read cannot be proven, so a document that is no object refutes the proof. */
export const documentUnparsed: Rule = {
  id: 'document-unparsed',
  title: 'Every document of the stream is read as a Kubernetes object',
  check: ({ stream }) => stream.unparsed.map(({ origin, reason }) => ({
    rule: 'document-unparsed',
    severity: 'error',
    location: locateDocument(origin),
    reason: `document ${origin.document + 1}${origin.pointer} cannot be read: ${reason}`,
    remedy: 'mend the document, or leave it out of the stream: what cannot be read cannot be proven',
  })),
};
