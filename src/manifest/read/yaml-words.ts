import type { ErrorCode } from 'yaml';

/**
 * What the errors of the YAML parser mean, in our own words.
 *
 * The parser's messages quote the text around the error, and that text may be a secret.
 */
const WORDS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias has an anchor or a tag',
  BAD_ALIAS: 'an alias or anchor has no valid name',
  BAD_DIRECTIVE: 'a directive is malformed',
  BAD_DQ_ESCAPE: 'a double-quoted text has an unknown escape',
  BAD_INDENT: 'the indentation is wrong, or a bracket or brace is not closed',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'an unquoted text begins with a reserved character',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping begins where only a value fits, as in "a: b: c"',
  BLOCK_IN_FLOW: 'a block stands inside brackets or braces',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a quote, colon, bracket or brace is missing',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_TAGS: 'a value has two tags',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'a tab is used as indentation',
  TAG_RESOLVE_FAILED: 'a tag does not fit its value',
  UNEXPECTED_TOKEN: 'something stands where nothing may follow',
};

/** The reason for an error of the YAML parser, never quoting the document. */
export function explainYamlError(code: ErrorCode): string {
  return `it is not valid YAML: ${WORDS[code] ?? 'it cannot be read'}`;
}
