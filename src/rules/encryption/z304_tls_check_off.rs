//! Z304: the certificate check is turned off in code.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z304",
    name: "tls-check-off",
    measure: Measure::Encryption,
    title: "Code does not check who answers",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "Code turns the check of the server's certificate off (verify=False, rejectUnauthorized: false and the like).",
    why: "The connection is encrypted, but with whoever answers: somebody in the middle reads everything without being noticed.",
    fix: "Remove that setting. If the request then fails, the certificate of the receiver has to be mended, not the check.",
    references: &["CWE-295", "CD-SEC-05", "LCNC-SEC-04"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (facts, code) in facts.code_steps() {
        outcomes.looked();
        let text = facts.step.field("code").map_or("", |field| field.text());
        if let Some(range) = code.tls_checks_off().first() {
            outcomes
                .find(
                    Place::field(facts.step, "code"),
                    say!("The code switches the check of the receiver's certificate off."),
                )
                .evidence(text.get(range.clone()).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switched_off_checks_are_found() {
        for code in [
            "requests.post(u, verify=False)",
            "ssl._create_default_https_context = ssl._create_unverified_context",
            "ctx.check_hostname = False",
            "s = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False))",
            "ctx.verify_mode = ssl.CERT_NONE",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            "const agent = new https.Agent({ rejectUnauthorized: false })",
            "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::High)]);
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for code in ["# verify=False\nx = 1", "requests.post(u, verify=True)", "create(user, verify_email=False)"] {
            silent(&RULE, steps![hook(), python(code)]);
        }
        silent(&RULE, steps![hook(), javascript("// rejectUnauthorized: false\nconst a = {rejectUnauthorized: true}")]);
    }

    #[test]
    fn other_spellings_are_known() {
        for code in [
            "requests.post(u, verify=0)",
            "requests.post(u, **{'verify': False})",
            "options = {'timeout': 5, \"verify\": False}\nrequests.post(u, **options)",
            "options = {}\noptions['verify'] = False\nrequests.post(u, **options)",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            "const a = new https.Agent({rejectUnauthorized:!1})",
            "const a = new https.Agent({checkServerIdentity: () => undefined})",
            "agent.options.rejectUnauthorized = !true;",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            "requests.post(u, json={'verify': False})",
            "data = {'verify': False}\nrequests.post(u, json=data)",
            "data = {'verify': False}\noptions = {'timeout': 5}\nrequests.post(u, json=data, **options)",
            "requests.post(u, **{'verify': True})",
            "requests.post(u, verify=1)",
        ] {
            silent(&RULE, steps![hook(), python(code)]);
        }
        for code in ["const a = new https.Agent({rejectUnauthorized:!0})", "const a = {rejectUnauthorized: !insecure}"]
        {
            silent(&RULE, steps![hook(), javascript(code)]);
        }
    }

    #[test]
    fn other_libraries_are_known() {
        for code in [
            "import aiohttp\nr = await session.get(u, ssl=False)",
            "s = requests.Session()\ns.verify = False",
            "http = urllib3.PoolManager(cert_reqs='CERT_NONE')",
            "VERIFY = False\nrequests.get(u, verify=VERIFY)",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            "print('verify=False')", "jwt.decode(t, k, verify=False)", "c = connect(h, ssl=False)",
            "requests.get(u, verify='/etc/ca.pem')",
        ] {
            silent(&RULE, steps![hook(), python(code)]);
        }
    }
}
