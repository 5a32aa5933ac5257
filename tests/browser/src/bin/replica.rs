//! Serves the replica of Zapier's editor until it is stopped, for looking at it by hand.
#![forbid(unsafe_code)]

use browser_tests::driver::Error;
use browser_tests::replica::{Layout, Replica};

fn main() -> Result<(), Error> {
    let replica = Replica::start()?;
    println!("The replica of https://zapier.com is behind the proxy {}. For example:", replica.proxy());
    println!(
        "  chromium --user-data-dir=$(mktemp -d) --proxy-server={} --ignore-certificate-errors \
         --load-extension=dist/chrome https://zapier.com/app/assets/zaps",
        replica.proxy()
    );
    let layouts: Vec<String> = Layout::all().iter().map(|layout| layout.name().to_owned()).collect();
    println!("Other layouts: add ?replica-layout= and one of {}.", layouts.join(", "));
    loop {
        std::thread::park();
    }
}
