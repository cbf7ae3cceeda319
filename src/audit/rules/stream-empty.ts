import type { Rule } from '../rule';

/** An empty input proves nothing: a pipe whose first command failed looks exactly like it. */
export const streamEmpty: Rule = {
  id: 'stream-empty',
  title: 'The input holds at least one object',
  check: ({ stream }) => (stream.resources.length > 0 || stream.unparsed.length > 0 ? [] : [{
    rule: 'stream-empty',
    severity: 'error',
    location: { apiVersion: '', kind: '', name: '' },
    reason: 'there is no object to audit: an empty input proves nothing',
    remedy: 'check the command that made the manifests; a failed `helm template` prints nothing',
  }]),
};
