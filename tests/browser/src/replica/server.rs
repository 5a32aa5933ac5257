//! The proxy and the TLS server behind it, on one port.

use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;

use super::http::{self, Answer};
use super::layout::Layout;
use super::policy::Policy;
use super::site::Site;
use crate::driver::Error;

/// The host it stands in for.
const HOST: &str = "zapier.com";

/// Hosts that a bare browser asks for updates, the time, accounts, form hints and dictionaries, whatever its switches say. Whole names,
/// since a test must still see it when an extension asks some other service of the same maker.
const BROWSERS_OWN: [&str; 10] = [
    "accounts.google.com", "android.clients.google.com", "clients2.google.com", "content-autofill.googleapis.com",
    "edgedl.me.gvt1.com", "firefox.settings.services.mozilla.com", "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com", "update.googleapis.com", "www.google.com",
];

/// A running replica; it ends when dropped.
#[derive(Debug)]
pub struct Replica {
    port: u16,
    site: Arc<Mutex<Site>>,
    ending: Arc<AtomicBool>,
}

impl Replica {
    /// Starts one on a free port of this machine, with the Zaps of `tests/zaps`.
    ///
    /// # Errors
    /// When the Zaps cannot be read or no port is free.
    pub fn start() -> Result<Self, Error> {
        let tls = Arc::new(tls()?);
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let site = Arc::new(Mutex::new(Site::new()?));
        let ending = Arc::new(AtomicBool::new(false));
        let replica = Self { port, site: Arc::clone(&site), ending: Arc::clone(&ending) };
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if ending.load(Ordering::Relaxed) {
                    break;
                }
                let (tls, site) = (Arc::clone(&tls), Arc::clone(&site));
                // A browser that hangs up in the middle is nothing to report.
                std::thread::spawn(move || serve(stream, tls, &site).ok());
            }
        });
        Ok(replica)
    }

    /// `host:port` of the proxy through which a browser reaches it.
    #[must_use]
    pub fn proxy(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The Content-Security-Policy of pages loaded from now on.
    pub fn set_policy(&self, policy: Policy) {
        self.site().policy = policy;
    }

    /// The layout of pages loaded from now on.
    pub fn set_layout(&self, layout: &Layout) {
        self.site().layout = layout.clone();
    }

    /// Answers the editor's pages with this status from now on; `None` ends the trouble.
    pub fn set_trouble(&self, status: Option<u16>) {
        self.site().trouble = status;
    }

    /// So long the editor's pages stop after their head from now on, as pages do that are made while they are sent.
    pub fn set_pause(&self, pause: Duration) {
        self.site().pause = pause;
    }

    /// Adds or replaces a Zap.
    pub fn put(&self, zap: Value) {
        self.site().put(zap);
    }

    /// A Zap as it is stored now; null if there is none.
    #[must_use]
    pub fn zap(&self, id: &str) -> Value {
        self.site().zaps.get(id).cloned().unwrap_or_default()
    }

    /// How many autosaves were stored.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.site().writes
    }

    /// What zapier.com was asked for, in order: method, path and query.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.site().requests.clone()
    }

    /// Everybody else who was asked for anything, as `host:port` (or an address, if asked without encryption); without
    /// what the browsers ask their makers of their own accord.
    #[must_use]
    pub fn strangers(&self) -> Vec<String> {
        let strangers = self.site().strangers.clone();
        strangers.into_iter().filter(|target| !BROWSERS_OWN.contains(&host(target))).collect()
    }

    /// Everything as it was at the start.
    ///
    /// # Errors
    /// When the Zaps cannot be read.
    pub fn reset(&self) -> Result<(), Error> {
        *self.site() = Site::new()?;
        Ok(())
    }

    fn site(&self) -> MutexGuard<'_, Site> {
        lock(&self.site)
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// `example.com` of `example.com:443` and of `http://example.com/time`.
fn host(target: &str) -> &str {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or(rest)
}

fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A certificate for the host, made now and known to nobody: the browser is told to accept it.
fn tls() -> Result<ServerConfig, Error> {
    let rcgen::CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed([HOST.to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key)?)
}

/// One connection to the proxy.
fn serve(mut stream: TcpStream, tls: Arc<ServerConfig>, site: &Mutex<Site>) -> Result<(), Error> {
    let Some(request) = http::read(&mut stream)? else { return Ok(()) };
    if request.method != "CONNECT" || request.target != format!("{HOST}:443") {
        lock(site).strangers.push(request.target);
        return Ok(Answer::new(502, "text/plain", "the replica knows zapier.com only").send(&mut stream)?);
    }
    std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 Connected\r\n\r\n")?;
    stream.set_nodelay(true)?;
    let mut stream = StreamOwned::new(ServerConnection::new(tls)?, stream);
    while let Some(request) = http::read(&mut stream)? {
        let answer = lock(site).answer(&request);
        answer.send(&mut stream)?;
    }
    Ok(())
}
