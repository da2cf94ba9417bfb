/**
 * Something the user can put right: a mistyped option, a file that is not there, input that cannot be read. Thrown by
 * `host` and `commands` and caught in one place, which prints it without a stack trace and exits with 2.
 */
export class UserMistake extends Error {
  override readonly name: string = 'UserMistake';
  /** What to do about it, as a phrase without full stop. */
  readonly help: string | undefined;
  /** Already printed in full: a list of diagnostics to show before the message. */
  readonly details: string | undefined;

  /** `message` says what is wrong, without full stop. */
  constructor(message: string, extra: { readonly help?: string; readonly details?: string } = {}) {
    super(message);
    this.help = extra.help;
    this.details = extra.details;
  }
}
