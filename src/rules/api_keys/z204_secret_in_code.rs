//! Z204: a key in a Code step.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z204",
    name: "secret-in-code",
    measure: Measure::ApiKeys,
    title: "A key is written into a Code step",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "The code holds a known kind of key, or gives a random-looking text to a name such as apiKey or Authorization; or Input Data holds one.",
    why: "Code steps have no safe place for keys: this one can be read by everyone who can edit, copy or export the Zap.",
    fix: "Call the service through its own app or \"API by Zapier\", which keep the key in a connection. Then revoke this key.",
    references: &["CWE-798", "CWE-540", "CD-SEC-03", "CD-SEC-05", "LCNC-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if facts.code_steps().next().is_some() {
        outcomes.looked();
    }
    for secret in facts.secrets_at(Home::Code) {
        let message = match &secret.name {
            Some(name) => say!("The code step holds {} under “{}”.", secret.kind(), name),
            None => say!("The code step holds {}.", secret.kind()),
        };
        let severity = if secret.is_live() { Severity::Critical } else { Severity::High };
        let name = secret.name.as_deref().unwrap_or("key");
        outcomes
            .find(secret.place.clone(), message)
            .severity(severity)
            .confidence(secret.confidence())
            .evidence(format!("{name}: {}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_code_are_found() {
        let key = random(32);
        for code in [
            format!("r = requests.get('https://api.example.com/x', headers={{'apikey':'{key}'}})"),
            format!("api_key = \"{key}\"\noutput = {{'ok': True}}"),
            format!("headers = {{'Authorization': 'Bearer ' + '{key}'}}"),
        ] {
            finds(&RULE, steps![hook(), python(&code)], &[(2, "code", Severity::High)]);
        }
        finds(
            &RULE,
            steps![hook(), javascript("return {n: inputData.api_token.length}").field("input.api_token", key)],
            &[(2, "input.api_token", Severity::High)],
        );
    }

    #[test]
    fn credentials_are_known_by_their_place_in_a_call() {
        let key = random(20);
        for code in [
            format!("s = smtplib.SMTP('smtp.example.com', 587)\ns.login('bot@example.com', '{key}')"),
            format!("requests.get('https://api.example.com', auth=HTTPBasicAuth('svc', '{key}'))"),
            format!("h = hmac.new(b'{key}', body, hashlib.sha256)"),
        ] {
            finds(&RULE, steps![hook(), python(&code)], &[(2, "code", Severity::High)]);
        }
        let code = format!("const h = crypto.createHmac('sha256', '{key}').update(inputData.raw).digest('hex')");
        finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
    }

    #[test]
    fn a_known_key_in_a_comment_is_found() {
        let code = format!("// was sk_{}_{}\nreturn {{}}", "live", random(24));
        finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::Critical)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for code in [
            "h = {'Authorization': 'Bearer ' + input['token']}",
            "d = {'client_secret': 'xxx'}",
            "token = re.search('access_token=([a-zA-Z0-9]+)', input_data['reply']).group(1)",
            "s.login('bot@example.com', input_data['pw'])",
            "password_chars = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!@#'",
            "auth_type = 'oauth2_client_credentials'",
            "services = {'auth': 'authentication-service-v2'}",
            "tokenEndpoint = 'https://login.example.com/oauth2/v2.0/token'",
        ] {
            silent(&RULE, steps![hook(), python(code)]);
        }
        silent(&RULE, steps![hook(), javascript(&format!("return {{id: '{}'}}", random(24)))]);
    }

    #[test]
    fn keys_are_found_in_lists_functions_and_written_bodies() {
        let key = random(32);
        for code in [
            format!("const h = new Headers([['authorization', `Token {key}`]])"),
            format!("let [id, secret] = ['app-17', '{key}']"),
            format!("function apiKey() {{ return '{key}'; }}"),
            format!("const getToken = async () => {{\n  const x = 1;\n  return '{key}';\n}}"),
            format!("const body = `{{\"api_token\": \"{key}\", \"name\": \"${{inputData.q}}\"}}`"),
            format!("const body = 'grant_type=client_credentials&client_secret={key}'"),
        ] {
            finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            format!("access_token, expires = '{key}', 3600"),
            format!("import base64\nb = base64.b64encode(b'svc:{key}').decode()"),
            format!("data = [('client_secret', '{key}'), ('scope', 'all')]"),
        ] {
            finds(&RULE, steps![hook(), python(&code)], &[(2, "code", Severity::High)]);
        }
        let id = random(24);
        for code in [
            format!("let [token, id] = [inputData.token, '{id}']"),
            format!("function recordId() {{ return '{id}'; }}"),
            format!("function token() {{ const id = '{id}'; return inputData.token; }}"),
            format!("const rows = [['token', 'id', '{id}']]"),
            "const label = [['password', 'Passwort vergessen'], ['token', 'customer_token_name']]".to_owned(),
            format!("const body = `{{\"record\": \"{id}\"}}`"),
            format!("const b = btoa('{id}')"),
        ] {
            silent(&RULE, steps![hook(), javascript(&code)]);
        }
        silent(&RULE, steps![hook(), python(&format!("name, token = '{id}', input_data['token']"))]);
    }

    #[test]
    fn addresses_in_a_block_chain_are_left_alone() {
        let chain = format!("0x{}", "83a5fC9d6E".repeat(4));
        for line in [format!("const token0 = '{chain}'"), format!("const t = [{{tokenAddress: '{chain}'}}]")] {
            silent(&RULE, steps![hook(), javascript(&format!("{line}; return {{n: 1}}"))]);
        }
        let key = format!("0x{}", "83a5fc9d6e17b24c".repeat(4));
        finds(
            &RULE,
            steps![hook(), javascript(&format!("const privateKey = '{key}'; return {{n: 1}}"))],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn keys_are_found_however_code_passes_them_on() {
        let key = random(32);
        for code in [
            format!("const key = '{key}'; const h = {{'X-API-Key': key}}"),
            format!("const k = '{key}'; const h = {{Authorization: 'Bearer ' + k}}"),
            format!("const h = {{Authorization: `Bearer {key}`}}"),
            format!("axios.defaults.headers.common['Authorization'] = 'Bearer {key}'"),
            format!("const auth = Buffer.from('user:{key}').toString('base64')"),
            format!("const opts = {{auth: {{user: 'svc', pass: '{key}'}}}}"),
        ] {
            finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            format!("pat = '{key}'\nh = {{'Authorization': f'Bearer {{pat}}'}}"),
            format!("session.headers['X-Auth-Token'] = '{key}'"),
            format!("os.environ['SECRET_KEY'] = '{key}'"),
            format!("client = Client(api_key='{key}')"),
        ] {
            finds(&RULE, steps![hook(), python(&code)], &[(2, "code", Severity::High)]);
        }
        for code in [
            "const name = 'first_name'; const h = {'X-Token': inputData.token}; const api_key = process.env.API_KEY",
            "const secretName = 'prod-database-password-2024x'",
            "const key = 'customer_email_address'; const h = {'X-API-Key': inputData.key}",
            "const sheetKey = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdEFG'",
        ] {
            silent(&RULE, steps![hook(), javascript(code)]);
        }
    }
}
