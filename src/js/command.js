#!/usr/bin/env node
/** The command `search-application`: an operator's work on search applications, their keys and their dictionaries. */

import { run } from "./command/run.js";

process.exitCode = await run(process.argv.slice(2));
