//! The router and the layers around it. Endpoints are synchronous: each request is read whole here and then
//! answered on a thread of its own, so that a slow search holds up nothing but itself.

use std::error::Error as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header, request::Parts};
use http_body_util::LengthLimitError;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::decompression::RequestDecompressionLayer;
use tracing::info;

use super::dispatch::dispatch;
use super::{Query, Reply, Request, Route, all_routes, cors, paths};
use crate::Node;
use crate::error::EsError;
use crate::faults::Fault;

/// The compression level of the server's `http.compression_level`.
const GZIP_LEVEL: i32 = 3;

/// The whole HTTP service.
pub fn router(node: Arc<Node>) -> Router {
    let cors = Arc::clone(&node);
    Router::new()
        .fallback(move |request| serve(Arc::clone(&node), request))
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(GZIP_LEVEL)))
        .layer(axum::middleware::from_fn_with_state(cors, cors::guard))
}

async fn serve(node: Arc<Node>, request: axum::extract::Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if announces_too_much(&parts, node.config.max_content_length) {
        return empty(StatusCode::EXPECTATION_FAILED);
    }
    let (endpoints, path_parts) = paths::find(all_routes(), parts.uri.path());
    let body = match to_bytes(body, node.config.max_content_length).await {
        Ok(body) => body,
        Err(error) if error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>) => {
            return empty(StatusCode::PAYLOAD_TOO_LARGE);
        }
        Err(error) => return unreadable(&error, &read(parts, path_parts, Bytes::new())),
    };
    let request = read(parts, path_parts, body);
    match node.faults.next(request.method.as_str(), &request.path) {
        None => answer(node, endpoints, request, None).await,
        Some(fault) => {
            fault.begin().await;
            let response = answer(node, endpoints, request, Some(fault.clone())).await;
            fault.spoil(response).await
        }
    }
}

/// Whether a client asks before it sends a body, and the body is too long.
fn announces_too_much(parts: &Parts, limit: usize) -> bool {
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    text(header::EXPECT).is_some_and(|expected| expected.eq_ignore_ascii_case("100-continue"))
        && length.is_some_and(|length| length > limit)
}

async fn answer(
    node: Arc<Node>,
    endpoints: Vec<&'static Route>,
    request: Request,
    fault: Option<Fault>,
) -> Response<Body> {
    let answered = tokio::task::spawn_blocking(move || {
        let start = Instant::now();
        let checked = || check_lengths(&request).map_or_else(Reply::from, |()| dispatch(&node, &endpoints, &request));
        let mut reply = fault.as_ref().and_then(Fault::answer).unwrap_or_else(checked);
        if let Some(fault) = &fault
            && let Some(body) = reply.body_mut()
        {
            fault.alter(body);
        }
        let response = reply.into_response(&request);
        let (status, micros) = (response.status().as_u16(), start.elapsed().as_micros());
        info!(method = %request.method, path = request.path, status, micros);
        response
    });
    answered.await.unwrap_or_else(|_| failed())
}

fn read(parts: Parts, path_parts: Vec<(String, String)>, body: Bytes) -> Request {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0);
    Request {
        path: parts.uri.path().to_owned(),
        uri: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        path_parts,
        query: Query::parse(parts.uri.query().unwrap_or_default()),
        method: parts.method,
        headers: parts.headers,
        is_from_this_machine: peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback()),
        body,
        is_body_read: AtomicBool::new(false),
    }
}

/// The server's limits of the request line and the headers. The type and wording are not in its documentation.
fn check_lengths(request: &Request) -> Result<(), EsError> {
    const LINE: usize = 4096;
    const HEADERS: usize = 16384;
    if request.uri.len() + request.method.as_str().len() + " HTTP/1.1 ".len() > LINE {
        let reason = format!("An HTTP line is larger than {LINE} bytes.");
        return Err(EsError::new(400, "too_long_http_line_exception", reason));
    }
    if request.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > HEADERS {
        let reason = format!("HTTP header is larger than {HEADERS} bytes.");
        return Err(EsError::new(400, "too_long_http_header_exception", reason));
    }
    Ok(())
}

/// A body that ends too soon, or is not compressed as it says.
fn unreadable(error: &axum::Error, request: &Request) -> Response<Body> {
    Reply::from(EsError::illegal_argument(format!("the request body cannot be read: {error}"))).into_response(request)
}

/// A body over the limit gets no JSON, as it never reaches an endpoint.
fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// An endpoint that panicked. Nothing of the request is repeated, as it may hold credentials.
fn failed() -> Response<Body> {
    let mut response = Response::new(Body::from(r#"{"error":"internal server error","status":500}"#));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
