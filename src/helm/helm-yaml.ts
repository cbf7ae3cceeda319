import { parse } from 'yaml';
import type { ParseOptions, DocumentOptions, SchemaOptions } from 'yaml';

/**
 * Helm reads YAML 1.1, where `no` is false; but it keeps what looks like a time or a date as the text it is, and where
 * a key is written twice it takes the last one.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
const AS_HELM_READS: ParseOptions & DocumentOptions & SchemaOptions & { version: '1.1' } = {
  version: '1.1',
  uniqueKeys: false,
  logLevel: 'error',
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || (tag.tag !== 'tag:yaml.org,2002:timestamp' && tag.format !== 'TIME')),
};

/**
 * Reads one YAML document as Helm does.
 *
 * @throws YAMLParseError of the `yaml` package, which says where the text is broken
 */
export function parseHelmYaml(text: string): unknown {
  return parse(text, AS_HELM_READS) as unknown;
}
