import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Registry } from '../../src';
import { Proof } from '../../src/cdk8s';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullproof-report-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function proofOf(image: string): Proof {
  const app = new App({ outdir: join(folder, 'dist') });
  new ApiObject(new Chart(app, 'c'), 'Pod', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n' }, spec: { containers: [{ name: 'a', image }] },
  });
  return Proof.of(app).allowRegistry(Registry.generic('reg.example.com')).trustNodeIdentity('reg.example.com');
}

describe('Proof.writeReport', () => {
  test('writes text, or JSON by the name of the file', () => {
    const proof = proofOf('reg.example.com/a:1');
    proof.writeReport(join(folder, 'proof.txt'));
    proof.writeReport(join(folder, 'proof.json'));
    expect(readFileSync(join(folder, 'proof.txt'), 'utf8')).toBe(proof.toText());
    expect(readFileSync(join(folder, 'proof.json'), 'utf8')).toBe(proof.toJson());
    expect(readdirSync(folder).sort()).toEqual(['proof.json', 'proof.txt']);
  });

  test('writes the report of an app that does not synthesize', () => {
    const proof = proofOf('quay.io/a:1');
    proof.writeReport(join(folder, 'proof.txt'));
    expect(readFileSync(join(folder, 'proof.txt'), 'utf8')).toContain('NOT PROVEN');
  });

  test('replaces an older report, and keeps it when the new one cannot be written', () => {
    const proof = proofOf('reg.example.com/a:1');
    writeFileSync(join(folder, 'proof.txt'), 'old');
    proof.writeReport(join(folder, 'proof.txt'));
    expect(readFileSync(join(folder, 'proof.txt'), 'utf8')).toMatch(/^PROVEN /);
    expect(() => proof.writeReport(join(folder, 'nowhere', 'proof.txt'))).toThrow(/"[^"]*nowhere\/proof.txt" cannot be written \(ENOENT\)/);
    expect(readdirSync(folder)).toEqual(['proof.txt']);
  });
});
