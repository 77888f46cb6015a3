//! The emulator as a running thing: started, told its address, stopped.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::file_error::plain;
use crate::upstream::Upstream;
use crate::{Config, Node, http, loading};

/// How long requests that are being answered may take once the emulator is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Room for JSON nested as deep as the server allows, on every thread.
const STACK_SIZE: usize = 16 * 1024 * 1024;

/// A running emulator. It stops when this is dropped; requests that are being answered get five seconds to end.
pub struct Server {
    address: SocketAddr,
    /// Nothing only while it is dropped.
    running: Option<Running>,
}

struct Running {
    runtime: Runtime,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
}

/// Requests that are answered at a time; others wait. More would not be answered sooner, and each takes memory.
const AT_A_TIME: usize = 64;

/// Starts an emulator: loads what is to be loaded, then listens.
pub fn serve(config: Config) -> io::Result<Server> {
    let mut runtime = Builder::new_multi_thread();
    let runtime = runtime.enable_all().thread_stack_size(STACK_SIZE).max_blocking_threads(AT_A_TIME).build()?;
    let listener =
        runtime.block_on(TcpListener::bind(config.address)).map_err(|error| taken(config.address, &error))?;
    let address = listener.local_addr()?;
    let node = Arc::new(Node::new(config)?);
    loading::load(&node)?;
    if node.upstream.is_some() {
        let asking = Arc::clone(&node);
        runtime.spawn_blocking(move || asking.upstream.as_ref().map(Upstream::check));
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = runtime.spawn(async move {
        let stopped = async {
            // Either way there is nobody left to serve for.
            let _ = stopped.await;
        };
        let service = http::router(node).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stopped).await
    });
    Ok(Server { address, running: Some(Running { runtime, stop, serving }) })
}

/// Why nobody can listen there, and what to do.
fn taken(address: SocketAddr, error: &io::Error) -> io::Error {
    let reason = match error.kind() {
        io::ErrorKind::AddrInUse => "another program listens there; end it, or choose another port by --port (0: any)",
        io::ErrorKind::AddrNotAvailable => "this machine has no such address; give another by --host",
        io::ErrorKind::PermissionDenied => "the system keeps this port to itself; choose one from 1024 on by --port",
        _ => &plain(error),
    };
    io::Error::new(error.kind(), format!("{address}: {reason}"))
}

impl Server {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a URL without a trailing slash.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits for SIGINT or SIGTERM.
    pub fn wait_for_signal(&self) -> io::Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let Some(running) = &self.running else { return Ok(()) };
        running.runtime.block_on(async {
            let mut interrupt = signal(SignalKind::interrupt())?;
            let mut terminate = signal(SignalKind::terminate())?;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            Ok(())
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some(Running { runtime, stop, serving }) = self.running.take() else { return };
        let told = Instant::now();
        // It cannot be told to stop only when it has stopped already; and how it ends changes nothing any more.
        let _ = stop.send(());
        let _ = runtime.block_on(async { tokio::time::timeout(GRACE, serving).await });
        // What still runs holds the data folder, which the next emulator may be waiting for.
        runtime.shutdown_timeout(GRACE.saturating_sub(told.elapsed()));
    }
}
