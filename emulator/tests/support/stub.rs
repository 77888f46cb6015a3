//! Servers that are no engine: what comes back over each connection is the same few bytes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// An answer to any request.
pub const EMPTY_OBJECT: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}";

/// The port of a server that answers so for as long as the tests run.
pub fn answering(answer: &'static str) -> u16 {
    serve(move |stream| answer_once(stream, answer))
}

/// The same behind TLS, and the certificate (PEM) that it signed for itself.
pub fn answering_tls(answer: &'static str) -> (u16, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![cert.der().clone()], key);
    let config = Arc::new(config.unwrap());
    let port = serve(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        answer_once(StreamOwned::new(connection, stream), answer);
    });
    (port, cert.pem())
}

fn serve(mut each: impl FnMut(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || listener.incoming().flatten().for_each(&mut each));
    port
}

/// A client that does not trust the server breaks off, which is none of the server's business.
fn answer_once(mut stream: impl Read + Write, answer: &str) {
    if stream.read(&mut [0; 4096]).is_ok() {
        let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.flush());
    }
}
