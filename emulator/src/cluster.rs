//! `/` and `/_cluster/health`: what clients ask before they begin.

use serde_json::json;

use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route};
use crate::security::Need;
use crate::{BUILD_HASH, VERSION};

/// The endpoints of this file.
pub const ROUTES: &[&[Route]] = &[&[
    Route { methods: &["GET"], path: "/", query: &[], workflow: None, prepare: info },
    Route { methods: &["HEAD"], path: "/", query: &[], workflow: None, prepare: ping },
    Route { methods: &["GET"], path: "/_cluster/health", query: WAITING, workflow: None, prepare: health },
]];

/// Nothing here ever has to be waited for.
const WAITING: &[&str] = &["wait_for_status", "wait_for_no_relocating_shards", "timeout", "master_timeout", "level"];

const MONITOR: &[&str] = &["monitor", "manage", "all"];
const NAME: &str = "emulator";

fn info(_request: &Request) -> Result<Plan, EsError> {
    Ok(Plan::new(Need::cluster("cluster:monitor/main", MONITOR), |_session| {
        Ok(Reply::ok(json!({
            "name": NAME,
            "cluster_name": NAME,
            "cluster_uuid": "emulator-------------w",
            "version": {
                "number": VERSION,
                "build_flavor": "default",
                "build_type": NAME,
                "build_hash": BUILD_HASH,
                "build_snapshot": false,
                "minimum_wire_compatibility_version": "8.19.0",
                "minimum_index_compatibility_version": "8.0.0",
            },
            "tagline": "You Know, for Search",
        })))
    }))
}

fn ping(_request: &Request) -> Result<Plan, EsError> {
    Ok(Plan::new(Need::cluster("cluster:monitor/main", MONITOR), |_session| Ok(Reply::empty(200))))
}

fn health(_request: &Request) -> Result<Plan, EsError> {
    Ok(Plan::new(Need::cluster("cluster:monitor/health", MONITOR), |session| {
        let shards = session.node.indices.engine.index_names().len();
        Ok(Reply::ok(json!({
            "cluster_name": NAME,
            "status": "green",
            "timed_out": false,
            "number_of_nodes": 1,
            "number_of_data_nodes": 1,
            "active_primary_shards": shards,
            "active_shards": shards,
            "relocating_shards": 0,
            "initializing_shards": 0,
            "unassigned_shards": 0,
            "delayed_unassigned_shards": 0,
            "number_of_pending_tasks": 0,
            "number_of_in_flight_fetch": 0,
            "task_max_waiting_in_queue_millis": 0,
            "active_shards_percent_as_number": 100.0,
        })))
    }))
}
