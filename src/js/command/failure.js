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
  // What the module throws is about what it was given.
  if (error?.code === "ConfigurationError") return { message: error.message, exitCode: USAGE };
  // A prompt that was left.
  if (error?.message === "canceled") return { message: "nothing was done", exitCode: USAGE };
  return { message: error?.message ?? String(error), exitCode: USAGE };
}
