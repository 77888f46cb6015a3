/** The questions that Search UI asks of a connector, and their answers in its terms. */

import { addAnswer, nothingFound } from "./autocompleted.js";
import { createClient } from "./client.js";
import { createConsole } from "./console.js";
import { textOf } from "./core.js";
import { isOfUs, makeError, messageOf, wasGivenUp } from "./errors.js";
import { getOwn } from "./members.js";
import { missingFrom, stateOf } from "./results.js";
import { snippetRules } from "./snippets.js";

const PARTIAL =
  "Elasticsearch found only a part of the results, since time was up, a shard failed or the search was ended early: `partialResults` and `rawResponse` in the response state say more.";

/** Whether it is an object as JSON says it. */
const isPlainObject = (value) => textOf(value).startsWith("{");
const mistake = (message) => makeError("ConfigurationError", message);

/**
 * @param {(given: string) => object} make makes the Rust object from the options
 * @param {object} options
 */
export function createConnector(make, options) {
  const client = createClient(make, options);
  const { ask, settings, live } = client;
  const tell = createConsole();
  const targets = settings.targets.map(targetOf);
  tell(settings.warnings);
  return { onSearch, onAutocomplete, tellFailure: (name, thrown) => tell([failure(name, thrown)]) };

  /** A search application: what Rust knows of it, and the page's own function for its params. */
  function targetOf({ name, tags, isTrusted, isFitted }, at) {
    const options = at === 0 ? live : ["searchApplications", name].reduce(getOwn, live);
    return { name, makeParams: getOwn(options, "params"), snippets: snippetRules(tags, isTrusted, isFitted) };
  }

  /** One that nothing is known of is asked as the connector's own. */
  function targetNamed(application) {
    return targets.find(({ name }, at) => at > 0 && name === application) ?? targets[0];
  }

  /** Search UI's `onSearch`: the response state, or a rejection with an error. */
  async function onSearch(signal, state, config) {
    const asked = { state, config, signal };
    let plan = ask("search", { state, config });
    tell(plan.warnings);
    if (!plan.params) {
      const params = await customParams(targets[0], asked, { kind: "search" });
      plan = ask("search", { state, config, params });
    }
    const body = await answerTo("interceptSearchRequest", null, plan.params, asked);
    return stateOf(body, plan, getOwn(config, "result_fields"), targets[0].snippets);
  }

  /**
   * Search UI's `onAutocomplete`: its response state. Search UI handles no rejection here, so a failure is told to the
   * console and leaves its lists empty.
   */
  async function onAutocomplete(signal, state, config) {
    const found = nothingFound();
    const fail = (thrown) => {
      if (!wasGivenUp(signal)) tell([`Autocomplete found nothing: ${messageOf(thrown)}`]);
    };
    try {
      const apart = Boolean(live.interceptAutocompleteSuggestionsRequest);
      const { questions, warnings } = ask("autocomplete", { state, config, apart });
      tell(warnings);
      const asked = { state, config, signal };
      const bodies = await Promise.all(questions.map((question) => bodyFor(question, asked).catch(fail)));
      for (const [at, question] of questions.entries()) {
        addAnswer(found, question, bodies[at], config, targetNamed(question.application).snippets);
      }
    } catch (thrown) {
      fail(thrown);
    }
    return found;
  }

  async function bodyFor({ application, kind, name, completions, params }, asked) {
    const hook = kind === "results" ? "interceptAutocompleteResultsRequest" : "interceptAutocompleteSuggestionsRequest";
    const types = name === null ? completions : [name, ...completions];
    const made = params ?? (await customParams(targetNamed(application), asked, { kind, types }));
    return answerTo(hook, application, made, asked);
  }

  /** What the page's own function makes of Search UI's own arguments. `purpose` says which question it is for. */
  async function customParams({ makeParams }, { state, config }, purpose) {
    const params = await guarded("params", () => makeParams(state, config, purpose));
    if (isPlainObject(params)) return params;
    throw mistake("The function `params` must return an object");
  }

  /** The answer's body: what the hook makes of the request, if there is one. */
  async function answerTo(name, application, params, { state, config, signal }) {
    const hook = live[name];
    const send = async (params) => {
      if (!isPlainObject(params)) throw mistake("A hook must give the params to `next`, an object");
      return client.search(application, params, signal);
    };
    const body = hook
      ? await guarded(name, () => hook({ params, requestState: state, queryConfig: config }, send))
      : await client.search(application, params, signal);
    if (body === null || typeof body !== "object") {
      throw mistake(`The function \`${name}\` must return the answer's body, an object: \`return next(params)\``);
    }
    if (missingFrom(body)) tell([PARTIAL]);
    return body;
  }

  /** What a function of the page's own returns. An error of this package that it passes on stays what it is. */
  async function guarded(name, call) {
    try {
      return await call();
    } catch (thrown) {
      throw isOfUs(thrown) ? thrown : mistake(failure(name, thrown));
    }
  }

  function failure(name, thrown) {
    return `The function \`${name}\` failed: ${client.clean(messageOf(thrown))}`;
  }
}
