/** Why no value of a chart moves an image. */
export interface UnmovableImage {
  /** The reason, as a clause: `the template has it as literal text`. */
  readonly reason: string;
  /**
   * Where it stands in the rendered objects, in words; `{release}` stands for the name of the Helm release.
   *
   * @default - in none of them: it is compiled into a program
   */
  readonly standsIn?: string;
}
