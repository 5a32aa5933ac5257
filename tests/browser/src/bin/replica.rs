//! Serves the replica of Zapier's editor until it is stopped, for looking at it by hand.
#![forbid(unsafe_code)]

use browser_tests::driver::Error;
use browser_tests::replica::Replica;

fn main() -> Result<(), Error> {
    let replica = Replica::start()?;
    println!("The replica of https://zapier.com is behind the proxy {}. For example:", replica.proxy());
    println!(
        "  chromium --user-data-dir=$(mktemp -d) --proxy-server={} --ignore-certificate-errors \
         --load-extension=dist/chrome https://zapier.com/app/assets/zaps",
        replica.proxy()
    );
    println!("Other layouts: add ?replica-layout=no-testids, other-wrappers, aria-only, no-next-data or read-only.");
    loop {
        std::thread::park();
    }
}
