/**
 * What lives as long as an instance of the module does. Whatever comes out of the module that is no error of ours means
 * that its instance has died: a trap, or an exception thrown right through it. Nothing in it can be relied on then, so
 * the next use starts a new instance and makes its objects anew.
 */

import { ElasticsearchClientError, InternalError } from "./errors.js";

/** How many instances have died. */
let deaths = 0;

/**
 * @param {(again: boolean) => T} make
 * @returns {() => T} gives what was made in this life
 * @template T
 */
export function perLife(make) {
  let made;
  let life;
  return () => {
    if (life !== deaths) {
      made = make(life !== undefined);
      life = deaths;
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

/** What to throw instead of `thrown`, which came out of the module. */
function told(thrown) {
  if (thrown instanceof ElasticsearchClientError) return thrown;
  deaths += 1;
  const what = thrown instanceof WebAssembly.RuntimeError ? thrown.message : typeof thrown;
  return new InternalError(`The connector itself failed (${what}). This search is lost; the next one works`);
}
