/** What lives as long as an instance of the module does, and is made anew after a trap (`task.js`). */

import { deaths, told } from "./task.js";

/**
 * @param {(again: boolean) => T} make
 * @returns {() => T} gives what was made in this life
 * @template T
 */
export function perLife(make) {
  let made;
  let life;
  return () => {
    if (life !== deaths()) {
      made = make(life !== undefined);
      life = deaths();
    }
    return made;
  };
}

/**
 * @param {() => T} make makes an object of the module
 * @returns a function that calls what it is given with that object; whatever comes of it is told as an error of ours
 * @template T
 */
export function lasting(make) {
  const object = perLife(make);
  return (use) => {
    try {
      return use(object());
    } catch (thrown) {
      throw told(thrown);
    }
  };
}
