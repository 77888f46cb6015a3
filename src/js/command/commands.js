/** The commands: what each takes, and which file carries it out. */

import { audit } from "./audit.js";
import { cors } from "./cors.js";
import { key } from "./key.js";
import { pull, types } from "./dictionary.js";
import { put } from "./put.js";
import { render } from "./render.js";

const NAME = { min: 1, max: 1 };
const dictionary = { value: "FILE", text: "the application's dictionary, instead of the cluster's" };
const output = { value: "FILE", text: "write there, not to standard output" };
const params = {
  params: { value: "JSON", text: "the params, {} without it" },
  "params-file": { value: "FILE", text: "a JSON file with the params" },
};

export const commands = {
  put: {
    summary: "make a search application from a page's query config, or replace it",
    usage: "put NAME --config FILE [options]",
    takes: NAME,
    more: `The file is a module (.js, .mjs) or JSON with Search UI's searchQuery, and if there are any autocompleteQuery,
sortOptions, indices and fields; or it is the searchQuery itself. The types of facets, of what sortOptions sort by and of
fields are read from the indices' mappings.`,
    options: {
      config: { value: "FILE", text: "the page's query config" },
      index: { value: "INDEX", multiple: true, text: "an index to search; may be given several times" },
      field: {
        value: "NAME[=TYPE]",
        multiple: true,
        text: "a further field to filter and sort by; may be given several times",
      },
      "max-size": { value: "N", text: "the largest page, 100 without it" },
      "max-window": { value: "N", text: "the index setting max_result_window, 10000 without it" },
      "write-dictionary": { value: "FILE", text: "write the dictionary for the page's bundle" },
      create: { text: "fail if there is one of this name" },
      "dry-run": { text: "print the body that would be sent, and send nothing" },
    },
    run: put,
  },
  pull: {
    summary: "write an application's dictionary to a file for the page's bundle",
    usage: "pull NAME [--output FILE]",
    takes: NAME,
    options: { output },
    run: pull,
  },
  types: {
    summary: "write the TypeScript type of an application's params",
    usage: "types NAME [--output FILE]",
    takes: NAME,
    options: { dictionary, output },
    run: types,
  },
  render: {
    summary: "show the query that an application makes of params",
    usage: "render NAME [--params JSON]",
    takes: NAME,
    options: params,
    run: render,
  },
  key: {
    summary: "make an API key that can search one application and nothing else",
    usage: "key NAME [options] | key --invalidate ID",
    takes: { min: 0, max: 1 },
    options: {
      expires: { value: "TIME", text: "how long it is valid, such as 30d; 90d without it" },
      name: { value: "KEYNAME", text: "the key's name, the application's without it" },
      grant: { value: "FIELD", multiple: true, text: "a field that it may see, patterns too; else all" },
      except: { value: "FIELD", multiple: true, text: "of these, a field that it may not see" },
      query: { value: "JSON", text: "the query that a document must match to be seen" },
      invalidate: { value: "ID", text: "end the key with this id, at once" },
    },
    run: key,
  },
  audit: {
    summary: "prove what a page's key can do and what it can't",
    usage: "audit NAME [--origin ORIGIN] [options]",
    takes: NAME,
    more: `The key is taken from SEARCH_APPLICATION_KEY, as the page would ship it. With an operator's credentials in the
environment as well, the key's expiry and the dictionary are looked at, too. Nothing is changed.`,
    options: {
      origin: { value: "ORIGIN", text: "the page's origin, such as https://www.example.com" },
      ...params,
      dictionary,
    },
    run: audit,
  },
  cors: {
    summary: "print the lines of elasticsearch.yml that let pages search",
    usage: "cors ORIGIN… [--header NAME]",
    takes: { min: 1, max: Infinity },
    options: {
      header: { value: "NAME", multiple: true, text: "a header of the page's own; may be given several times" },
    },
    run: cors,
  },
};
