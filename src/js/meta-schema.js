/** The meta-schema that dictionaries are checked by before anything else. */

import META_SCHEMA from "../dictionary/meta_schema.json" with { type: "json" };
import { give } from "./crossing.js";

/** For Rust: lays the meta-schema out, and returns what `give` says of the room that it needs. */
export const giveMetaSchema = () => give(JSON.stringify(META_SCHEMA));
