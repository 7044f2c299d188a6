//! An S3 server for a test: requests are signed and checked as anywhere, its objects are files of a folder. On a port and a thread of its
//! own, gone with the value.

// Not every test that has one asks everything of it.
#![allow(dead_code)]

use beian_server::config::{Config, Covered, S3};
use beian_server::sealing::keys;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

const BUCKET: &str = "uploads";
const PREFIX: &str = "beian/test";
const KEY: (&str, &str) = ("test-key", "secret-of-the-test");

/// The server.
pub struct S3Server {
    folder: PathBuf,
    address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl S3Server {
    /// Over a folder, which is made with its bucket where it is not there.
    pub fn start(folder: &Path) -> S3Server {
        S3Server::start_at(folder, ([127, 0, 0, 1], 0).into())
    }

    /// The same at an address.
    pub fn start_at(folder: &Path, address: SocketAddr) -> S3Server {
        std::fs::create_dir_all(folder.join(BUCKET).join(PREFIX).join("uploads")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
        let service = service.build();
        let listener = std::net::TcpListener::bind(address).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                tokio::select! {
                    _ = ended => {}
                    () = serve(TcpListener::from_std(listener).unwrap(), service) => {}
                }
            });
        });
        S3Server { folder: folder.to_owned(), address, end: Some(end), thread: Some(thread) }
    }

    /// Settings for a server that keeps its uploads here, with a key where there is none.
    pub fn configure(&self, config: &mut Config) {
        config.s3 = Some(S3 {
            bucket: BUCKET.to_owned(),
            endpoint: Some(format!("http://{}", self.address)),
            prefix: PREFIX.to_owned(),
            path_style: true,
            allow_http: true,
            access_key_id: Some(KEY.0.to_owned()),
            secret_access_key: Some(Covered(KEY.1.to_owned())),
            ..S3::default()
        });
        if config.vault.keys.is_empty() && config.vault.file.is_none() {
            config.vault.keys.push(keys::new());
        }
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where its uploads lie, each a file.
    pub fn uploads(&self) -> PathBuf {
        self.folder.join(BUCKET).join(PREFIX).join("uploads")
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = service.clone();
        tokio::spawn(async move {
            // Who goes away in the middle, as one that is killed does, is nobody's fault.
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
