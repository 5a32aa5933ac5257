//! Mail services where private people have their addresses.

/// Domains, without the ending of the country where there are several (`yahoo.` is also `yahoo.co.uk`).
const DOMAINS: &str = "\
    gmail.com googlemail.com outlook. hotmail. live. msn.com passport.com yahoo. ymail.com rocketmail.com icloud.com me.com mac.com \
    aol. gmx. web.de t-online.de freenet.de arcor.de posteo. mailbox.org proton.me protonmail. pm.me tutanota. tuta.io tuta.com \
    mail.com email.com mail.ru inbox.ru list.ru bk.ru yandex. ya.ru qq.com foxmail.com 163.com 126.com sina.com naver.com daum.net \
    hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr bbox.fr libero.it virgilio.it tiscali.it alice.it seznam.cz centrum.cz \
    wp.pl o2.pl onet.pl interia.pl bluewin.ch hispeed.ch aon.at chello. ziggo.nl kpnmail.nl planet.nl telenet.be skynet.be \
    btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com comcast.net verizon.net att.net sbcglobal.net cox.net \
    bellsouth.net charter.net earthlink.net rogers.com shaw.ca bigpond.com optusnet.com.au xtra.co.nz rediffmail.com uol.com.br \
    bol.com.br terra.com.br hey.com fastmail. zohomail. hushmail.com duck.com sapo.pt ukr.net abv.bg";

/// Whether an address at this domain is anybody's, and no company's.
#[must_use]
pub fn is_free_mail(domain: &str) -> bool {
    let domain = domain.trim_end_matches('.');
    let is = |known: &str| match known.strip_suffix('.') {
        // The ending: `com`, `de`, `co.uk`.
        Some(name) => {
            let starts = domain.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            let ending = domain.get(name.len()..).and_then(|rest| rest.strip_prefix('.'));
            starts && ending.is_some_and(|ending| ending.split('.').all(|label| (2..=3).contains(&label.len())))
        }
        None => domain.eq_ignore_ascii_case(known),
    };
    DOMAINS.split_ascii_whitespace().any(is)
}

#[cfg(test)]
mod tests {
    use super::is_free_mail;

    #[test]
    fn services_are_told_from_companies() {
        for domain in
            ["gmail.com", "GMail.com", "yahoo.co.uk", "hotmail.fr", "gmx.de", "icloud.com", "outlook.com", "web.de"]
        {
            assert!(is_free_mail(domain), "{domain}");
        }
        for domain in
            ["example.com", "mygmail.com", "outlook.example.com", "yahoo.example", "live", "gmail.com.example.org", ""]
        {
            assert!(!is_free_mail(domain), "{domain}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_domain_can_be_asked(domain in "(gmx|yahoo|é)?\\PC{0,12}") {
            let _ = is_free_mail(&domain);
        }
    }
}
