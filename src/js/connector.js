/** The questions that Search UI asks of a connector, and their answers in its terms. */

import { addAnswer, nothingFound } from "./autocompleted.js";
import { Client } from "./client.js";
import { createConsole } from "./console.js";
import { textOf } from "./core.js";
import { isOfUs, makeError, messageOf, wasGivenUp } from "./errors.js";
import { getOwn } from "./members.js";
import { missingFrom, stateOf } from "./results.js";
import { snippetRules } from "./snippets.js";

const PARTIAL =
  "Elasticsearch found only a part of the results, since time was up, a shard failed or the search was ended early: `partialResults` and `rawResponse` in the response state say more.";

/** Whether it is an object, as JSON text. */
const isObject = (text) => text.startsWith("{");
const mistake = (message) => makeError("ConfigurationError", message);

export class Connector {
  #client;
  #targets;
  #tell = createConsole();

  /**
   * @param {(given: string) => object} make makes the Rust object
   * @param {object} options
   */
  constructor(make, options) {
    this.#client = new Client(make, options);
    const { settings, live } = this.#client;
    this.#targets = settings.targets.map((target, at) => {
      const own = at === 0 ? live : ["searchApplications", target.name].reduce(getOwn, live);
      return targetOf(target, own);
    });
    this.#tell(settings.warnings);
  }

  /** Search UI's `onSearch`: the response state, or a rejection with an error. */
  async onSearch(signal, state, config) {
    const [target] = this.#targets;
    const asked = { state, config, signal };
    let plan = this.#client.ask("search", planned(state, config));
    this.#tell(plan.warnings);
    if (!plan.params) {
      const params = await this.#customParams(target, asked, { kind: "search" });
      plan = this.#client.ask("search", planned(state, config, params));
    }
    const body = await this.#answer("interceptSearchRequest", null, plan.params, asked);
    return stateOf(body, plan, getOwn(config, "result_fields"), target.snippets);
  }

  /**
   * Search UI's `onAutocomplete`: its response state. Search UI handles no rejection here, so a failure is told to the
   * console and leaves its lists empty.
   */
  async onAutocomplete(signal, state, config) {
    const found = nothingFound();
    const fail = (thrown) => {
      if (!wasGivenUp(signal)) this.#tell([`Autocomplete found nothing: ${messageOf(thrown)}`]);
    };
    try {
      await this.#autocomplete(found, { state, config, signal }, fail);
    } catch (thrown) {
      fail(thrown);
    }
    return found;
  }

  /** Asks each question that autocomplete has, all at once; one that fails leaves the others' answers. */
  async #autocomplete(found, asked, fail) {
    const { state, config } = asked;
    const { ask, live } = this.#client;
    const apart = Boolean(live.interceptAutocompleteSuggestionsRequest);
    const { questions, warnings } = ask("autocomplete", { state, config, apart });
    this.#tell(warnings);
    const bodies = await Promise.all(questions.map((question) => this.#bodyFor(question, asked).catch(fail)));
    for (const [at, question] of questions.entries()) {
      addAnswer(found, question, bodies[at], config, this.#target(question.application).snippets);
    }
  }

  async #bodyFor({ application, kind, name, completions, params }, asked) {
    const hook = kind === "results" ? "interceptAutocompleteResultsRequest" : "interceptAutocompleteSuggestionsRequest";
    const types = name === null ? completions : [name, ...completions];
    const made = params ?? (await this.#customParams(this.#target(application), asked, { kind, types }));
    return this.#answer(hook, application, made, asked);
  }

  /** One that nothing is known of is asked as the connector's own. */
  #target(application) {
    return this.#targets.find(({ name }, at) => at > 0 && name === application) ?? this.#targets[0];
  }

  /** What the page's own function makes of Search UI's own arguments. `purpose` says which question it is for. */
  async #customParams({ makeParams }, { state, config }, purpose) {
    const params = await this.#guarded("params", () => makeParams(state, config, purpose));
    if (isObject(textOf(params))) return params;
    throw mistake("The function `params` must return an object");
  }

  /** The answer's body: what the hook makes of the request, if there is one. */
  async #answer(name, application, params, { state, config, signal }) {
    const hook = this.#client.live[name];
    const send = async (params) => {
      const text = textOf(params);
      if (isObject(text)) return this.#client.search(application, text, signal);
      throw mistake("A hook must give the params to `next`, an object");
    };
    const body = hook
      ? await this.#guarded(name, () => hook({ params, requestState: state, queryConfig: config }, send))
      : await send(params);
    if (body === null || typeof body !== "object") {
      throw mistake(`The function \`${name}\` must return the answer's body, an object: \`return next(params)\``);
    }
    if (missingFrom(body)) this.#tell([PARTIAL]);
    return body;
  }

  /** What a function of the page's own returns. An error of this package that it passes on stays what it is. */
  async #guarded(name, call) {
    try {
      return await call();
    } catch (thrown) {
      throw isOfUs(thrown) ? thrown : mistake(this.#failure(name, thrown));
    }
  }

  /** Tells the developer what a function of the page's own has thrown. */
  tellFailure(name, thrown) {
    this.#tell([this.#failure(name, thrown)]);
  }

  #failure(name, thrown) {
    return `The function \`${name}\` failed: ${this.#client.clean(messageOf(thrown))}`;
  }
}

/** What Rust reads of a search. What is shown, the largest part of most configs, is left to the template. */
function planned(state, config, params) {
  return {
    state,
    params,
    // Read only when it is written as JSON, since a config's own getters may throw.
    get config() {
      const { facets, disjunctiveFacets, filters, resultsPerPage } = Object(config);
      return { facets, disjunctiveFacets, filters, resultsPerPage };
    },
  };
}

/** A search application: what Rust knows of it, and the page's own function for its params. */
function targetOf({ name, tags, isTrusted, isFitted }, options) {
  return { name, makeParams: getOwn(options, "params"), snippets: snippetRules(tags, isTrusted, isFitted) };
}
