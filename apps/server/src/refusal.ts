/**
 * Something the person at the keyboard can mend: one clear sentence, printed without a stack, exit code 1.
 * Thrown only while starting and by commands; answers to requests are values.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
