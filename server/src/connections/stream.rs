//! One connection's bytes, with time limits: for who sends no request, and for who takes no answer.

use super::open::Connection;
use bytes::{Buf, Bytes};
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// Most bytes that are read ahead of whoever waits for an answer; further ones stay where they are.
const MOST_AHEAD: usize = 8 * 1024;

/// A stream that ends where its connection rests too long, or nothing that is written is taken. hyper's own limit for a head begins
/// only once it has seen of which version of HTTP it is, so that it does not hold for who sends nothing.
pub struct TimedStream<S> {
    stream: S,
    connection: Arc<Connection>,
    /// What is read before anything else.
    again: Bytes,
    /// When something was last written.
    written: Instant,
    rest: Pin<Box<Sleep>>,
    /// While nothing that is written is taken.
    block: Option<Pin<Box<Sleep>>>,
}

impl<S> TimedStream<S> {
    /// A connection that just began.
    pub fn new(stream: S, connection: Arc<Connection>) -> TimedStream<S> {
        let written = Instant::now();
        let until = connection.rests_until(written).unwrap_or(written);
        TimedStream {
            stream,
            connection,
            again: Bytes::new(),
            written,
            rest: Box::pin(sleep_until(until)),
            block: None,
        }
    }

    /// These bytes are read next, as if they had not come yet.
    pub fn put_back(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.again = [bytes, &self.again].concat().into();
        }
    }

    /// Ready once it has rested too long.
    fn poll_rested(&mut self, context: &mut Context<'_>) -> Poll<()> {
        self.connection.wakes(context.waker());
        loop {
            if self.connection.has_ended() {
                return Poll::Ready(());
            }
            // It is woken when the request that is under way ends.
            let Some(until) = self.connection.rests_until(self.written) else { return Poll::Pending };
            if until <= Instant::now() {
                return Poll::Ready(());
            }
            if self.rest.deadline() != until {
                self.rest.as_mut().reset(until);
            }
            ready!(self.rest.as_mut().poll(context));
        }
    }

    /// What a write came to; an error where nothing was taken for too long.
    fn judged(&mut self, write: Poll<io::Result<usize>>, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.connection.blocks(write.is_pending());
        if write.is_ready() {
            self.written = Instant::now();
            self.block = None;
            return write;
        }
        let longest = self.connection.longest_block();
        let block = self.block.get_or_insert_with(|| Box::pin(sleep(longest)));
        ready!(block.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> TimedStream<S> {
    fn poll_new(&mut self, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if let Poll::Ready(read) = Pin::new(&mut self.stream).poll_read(context, into) {
            return Poll::Ready(read);
        }
        ready!(self.poll_rested(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }

    /// Ready once the other end has left, or the connection must end. What comes meanwhile is read later.
    pub fn poll_left(&mut self, context: &mut Context<'_>) -> Poll<()> {
        while self.again.len() < MOST_AHEAD {
            let mut bytes = [0; 512];
            let mut ahead = ReadBuf::new(&mut bytes);
            match ready!(self.poll_new(context, &mut ahead)) {
                Ok(()) if !ahead.filled().is_empty() => {
                    self.again = [&self.again, ahead.filled()].concat().into();
                }
                _ => return Poll::Ready(()),
            }
        }
        Poll::Pending
    }
}

impl<S> Drop for TimedStream<S> {
    fn drop(&mut self) {
        self.connection.leave();
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimedStream<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.again.is_empty() {
            return this.poll_new(context, into);
        }
        let length = this.again.len().min(into.remaining());
        into.put_slice(&this.again[..length]);
        this.again.advance(length);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimedStream<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let write = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.judged(write, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let write = Pin::new(&mut this.stream).poll_write_vectored(context, bytes);
        this.judged(write, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
