/** One file that a mirror is done with. */
export interface MirrorFile {
  /** Name, with folders in front where there are several files: `docker.io/hosts.toml`. */
  readonly path: string;
  /** What it holds. */
  readonly text: string;
  /** Whether it is a program. */
  readonly executable: boolean;
}

/** What a plan is written as. */
export interface MirrorFiles {
  /** The files, in the order in which they are used. */
  readonly files: readonly MirrorFile[];
  /** What they cannot keep, or leave to somebody else; each a sentence without a full stop. */
  readonly caveats: readonly string[];
}
