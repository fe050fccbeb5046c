//! Links over TLS: who is root_certs is what the system says, as in the browser.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{checking, content};
use crate::harness::{run, write};

/// Who signs certificates; a system can trust it.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap() }
    }

    fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Starts a server that answers everything with 200, under a certificate for `name`.
    fn serve(&self, name: &str) -> String {
        let key = KeyPair::generate().unwrap();
        let signed =
            CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &self.issuer).unwrap();
        let chain: Vec<CertificateDer<'static>> = vec![signed.der().clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.unwrap().with_no_client_auth().with_single_cert(chain, key).unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("https://{}/", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let connection = ServerConnection::new(config.clone()).unwrap();
                let mut reader = BufReader::new(StreamOwned::new(connection, stream.unwrap()));
                let mut line = String::new();
                // Who does not trust the certificate goes away before saying anything.
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                let _ = reader.get_mut().write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                reader.get_mut().conn.send_close_notify();
                let _ = reader.get_mut().flush();
            }
        });
        address
    }
}

/// What is said of a link to `address` on a system that trusts who is in `root_certs`.
fn said(folder: &Path, address: &str, root_certs: &Path) -> String {
    content(folder, &format!("- [een site]({address})"));
    let mut command = checking(folder, &[]);
    command.env("SSL_CERT_FILE", root_certs).env_remove("SSL_CERT_DIR");
    let ended = run(command);
    ended.stdout + &ended.stderr
}

#[test]
fn a_certificate_is_good_when_the_system_trusts_who_signed_it() {
    let folder = tempfile::tempdir().unwrap();
    let (known, stranger) = (Authority::new(), Authority::new());
    let (list, nobody) = (folder.path().join("vertrouwd.pem"), folder.path().join("niemand.pem"));
    write(&list, known.pem());
    write(&nobody, "");
    let good = said(folder.path(), &known.serve("127.0.0.1"), &list);
    assert!(!good.contains("dode-link"), "{good}");
    for (address, list) in [
        (stranger.serve("127.0.0.1"), &list),
        (known.serve("elders.voorbeeld.nl"), &list),
        (known.serve("127.0.0.1"), &nobody),
    ] {
        let said = said(folder.path(), &address, list);
        assert!(said.contains("de beveiliging van de website «127.0.0.1:"), "{said}");
    }
}
