import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../tools';

/** A certificate and its key, as files and as PEM texts. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
  readonly key: string;
}

/** A private authority, and what it signs. */
export interface Authority extends Certificate {
  /**
   * Signs a certificate for a server.
   *
   * @param names subject alternative names: `IP:127.0.0.1`, `DNS:localhost`.
   * @param days how long it is valid; negative for one that has ended.
   */
  sign(name: string, names: readonly string[], days?: number): Certificate;
}

/** Makes an authority with OpenSSL; its files stay in the folder. */
export function makeAuthority(folder: string): Authority {
  mkdirSync(folder, { recursive: true });
  const authority = filesOf(folder, 'authority');
  openssl(folder, 'req', '-x509', ...NEW_KEY, '-keyout', authority.keyFile, '-out', authority.certificateFile, '-subj', '/CN=test authority', '-days', '2');
  return {
    ...read(authority),
    sign(name, names, days = 2) {
      const leaf = filesOf(folder, name);
      const [request, extensions] = [join(folder, `${name}.csr`), join(folder, `${name}.ext`)];
      writeFileSync(extensions, `subjectAltName=${names.join(',')}\n`);
      openssl(folder, 'req', ...NEW_KEY, '-keyout', leaf.keyFile, '-out', request, '-subj', `/CN=${name}`);
      openssl(folder, 'x509', '-req', '-in', request, '-CA', authority.certificateFile, '-CAkey', authority.keyFile, '-CAcreateserial',
        '-days', String(days), '-extfile', extensions, '-out', leaf.certificateFile);
      return read(leaf);
    },
  };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(folder: string, ...args: string[]): void {
  execFileSync(tool('openssl'), args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function filesOf(folder: string, name: string): { certificateFile: string; keyFile: string } {
  return { certificateFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
}

function read(files: { certificateFile: string; keyFile: string }): Certificate {
  return { ...files, certificate: readFileSync(files.certificateFile, 'utf8'), key: readFileSync(files.keyFile, 'utf8') };
}
