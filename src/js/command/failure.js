/** What went wrong, in a sentence, and the exit code for it. */

export const USAGE = 2;
export const CLUSTER = 3;

/** A failure whose message is for the person at the keyboard. */
export class CommandError extends Error {
  constructor(message, exitCode = USAGE) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function explain(error) {
  if (error instanceof CommandError) return error;
  // A prompt that was left.
  if (error?.message === "canceled") return new CommandError("nothing was done");
  // The module's own errors are about what it was given, and so is all else that a person can cause.
  return new CommandError(error?.message ?? String(error));
}
