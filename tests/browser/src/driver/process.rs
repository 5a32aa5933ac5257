//! A driver as a child process on a port of its own choice.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::Error;

/// A running chromedriver or geckodriver; ends when dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    pub(super) port: u16,
}

impl Process {
    /// Starts a program that prints the port it listens on ("… on port 4444", "Listening on 127.0.0.1:4444").
    pub(super) fn start(program: &str, arguments: &[&str]) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child =
            command.spawn().map_err(|error| Error::new(format!("{program}: {error}; ./build.sh setup installs it")))?;
        let output = child.stdout.take().ok_or_else(|| Error::new("no output to read"))?;
        let (tell, told) = mpsc::channel();
        // Reads on after the port is known: a full pipe would stop the driver.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = tell.send(port);
                }
            }
        });
        match told.recv_timeout(Duration::from_secs(20)) {
            Ok(port) => Ok(Self { child, port }),
            Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(Error::new(format!("{program} does not start")))
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let rest =
        line.split_once("started successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?.1;
    rest.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_drivers_tell_their_port() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 39113."), Some(39113));
        assert_eq!(port_in("1795494701000\tgeckodriver\tINFO\tListening on 127.0.0.1:4444"), Some(4444));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
