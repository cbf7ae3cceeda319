import { quote } from '../../error';

const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/v?[0-9]+(?:\.[0-9]+)?)?$/;

/** Other names of architectures that people write; registries only know the first. */
const NAMES: Readonly<Record<string, string>> = { aarch64: 'arm64', x86_64: 'amd64' };

/**
 * Reads platforms, `os/architecture[/variant]`, each once and in the form that images use: `linux/arm64`, not
 * `linux/aarch64` or `linux/arm64/v8`.
 *
 * @param problems gets one text for each that is none
 */
export function readPlatforms(platforms: readonly string[], problems: { add(problem: string): unknown }): string[] {
  const read = platforms.flatMap((text) => {
    const platform = text.toLowerCase();
    if (!PLATFORM.test(platform)) {
      problems.add(`${quote(text)} is no platform, expected os/architecture[/variant] such as linux/arm64`);
      return [];
    }
    const [os = '', architecture = '', variant = ''] = platform.split('/');
    const name = NAMES[architecture] ?? architecture;
    const level = variant.replace(/^(?=[0-9])/, 'v');
    return [[os, name, ...(level === '' || (name === 'arm64' && level === 'v8') || (name === 'amd64' && level === 'v1') ? [] : [level])].join('/')];
  });
  return [...new Set(read)];
}
