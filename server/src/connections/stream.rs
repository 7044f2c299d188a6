//! One connection's bytes, with time limits: for who sends no request, and for who takes no answer.

use super::open::Connection;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// A stream that ends where its connection rests too long, or nothing that is written is taken. hyper's own limit for a head begins
/// only once it has seen of which version of HTTP it is, so that it does not hold for who sends nothing.
pub struct TimedStream<S> {
    stream: S,
    connection: Arc<Connection>,
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
        TimedStream { stream, connection, written, rest: Box::pin(sleep_until(until)), block: None }
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

impl<S> Drop for TimedStream<S> {
    fn drop(&mut self) {
        self.connection.leave();
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimedStream<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if let Poll::Ready(read) = Pin::new(&mut this.stream).poll_read(context, into) {
            return Poll::Ready(read);
        }
        ready!(this.poll_rested(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
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
