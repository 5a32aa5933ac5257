//! As much of HTTP/1.1 as a browser needs from the replica.

use std::io::{self, Read, Write};
use std::time::Duration;

/// Where the head of a page ends.
const BODY: &[u8] = b"<body>";

/// Requests with a longer head or body are refused.
const LONGEST: usize = 20_000_000;

/// A request.
#[derive(Debug, Clone, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query; `host:port` for CONNECT.
    pub(super) target: String,
    pub(super) body: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    /// So long nothing more comes after the head of a page.
    pub(super) pause: Duration,
}

impl Answer {
    /// An answer with a body of this media type.
    pub(super) fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type", media_type.to_owned())],
            body: body.into(),
            pause: Duration::ZERO,
        }
    }

    /// The same with one more header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends it.
    pub(super) fn send(&self, to: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Replica\r\ncontent-length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        let mut rest = self.body.as_slice();
        if !self.pause.is_zero()
            && let Some(body) = rest.windows(BODY.len()).position(|part| part == BODY)
        {
            bytes.extend_from_slice(rest.split_off(..body).unwrap_or_default());
            to.write_all(&bytes)?;
            to.flush()?;
            std::thread::sleep(self.pause);
            bytes.clear();
        }
        bytes.extend_from_slice(rest);
        to.write_all(&bytes)?;
        to.flush()
    }
}

/// The next request of a connection; `None` when it was closed.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    loop {
        if let Some((mut request, start, length)) = parse(&bytes)? {
            let wanted = start + length;
            while bytes.len() < wanted {
                if !read_more(from, &mut bytes)? {
                    return Ok(None);
                }
            }
            request.body = bytes.get(start..wanted).unwrap_or_default().to_vec();
            return Ok(Some(request));
        }
        if !read_more(from, &mut bytes)? {
            return Ok(None);
        }
    }
}

fn read_more(from: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut chunk = [0; 16_384];
    let read = from.read(&mut chunk)?;
    bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
    if bytes.len() > LONGEST {
        return Err(io::Error::other("the request is too long"));
    }
    Ok(read > 0)
}

/// The head, where the body starts, and how long it is; `None` while the head is not complete.
fn parse(bytes: &[u8]) -> io::Result<Option<(Request, usize, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(bytes).map_err(io::Error::other)? else {
        return Ok(None);
    };
    let length = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|header| std::str::from_utf8(header.value).ok()?.trim().parse().ok()).unwrap_or(0);
    if length > LONGEST {
        return Err(io::Error::other("the request is too long"));
    }
    let request = Request {
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        body: Vec::new(),
    };
    Ok(Some((request, start, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_with_its_body() {
        let mut bytes = &b"PATCH /a?b HTTP/1.1\r\nContent-Length: 3\r\n\r\nxyz"[..];
        let request = read(&mut bytes).expect("HTTP").expect("a request");
        assert_eq!(
            (request.method.as_str(), request.target.as_str(), &request.body[..]),
            ("PATCH", "/a?b", &b"xyz"[..])
        );
        assert!(read(&mut bytes).expect("the end").is_none());
        assert!(read(&mut &b"not http\r\n\r\n"[..]).is_err());
    }
}
