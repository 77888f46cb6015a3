/** Choices that look random and are the same in each run with the same seed. */

/** Numbers from 0 to below 2^23: a linear congruential generator, as in C's `rand`. */
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    yield state >> 8;
  }
}

const MOST = 2 ** 23;

export class Random {
  #numbers;

  constructor(seed) {
    this.#numbers = numbers(seed);
  }

  /** A whole number from 0 to below `end`. */
  below(end) {
    return this.#numbers.next().value % end;
  }

  /** A whole number between two, both included. */
  between(least, most) {
    return least + this.below(most - least + 1);
  }

  /** Whether something that happens once in `times` happens. */
  once(times) {
    return this.#numbers.next().value < MOST / times;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** So many of a list, some maybe twice. */
  several(list, least, most) {
    return this.list(least, most, () => this.pick(list));
  }

  /** A list of what `make` makes. */
  list(least, most, make) {
    return Array.from({ length: this.between(least, most) }, make);
  }

  /** Some of the members of an object; each is made only if it is taken. */
  some(makers, times = 3) {
    const taken = Object.entries(makers).filter(() => this.once(times));
    return Object.fromEntries(taken.map(([name, make]) => [name, make()]));
  }
}
