//! What the reader must see, and near misses, in both languages.

use proptest::prelude::*;

use super::*;

fn javascript(source: &str) -> Code {
    Code::read(source, Language::JavaScript)
}

fn python(source: &str) -> Code {
    Code::read(source, Language::Python)
}

fn set(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// In alphabetic order.
fn keys(code: &Code) -> Option<Vec<String>> {
    match code.inputs() {
        InputUse::All => None,
        InputUse::Keys(Keys(mut keys)) => {
            keys.sort();
            Some(keys)
        }
    }
}

/// `key<input,input key<…`; `*` for any input, `?` where the outputs are unknown.
fn outputs(code: &Code) -> String {
    let Outputs::Keys(keys) = code.outputs() else { return "?".to_owned() };
    let one = |(key, sources): &(String, Sources)| match sources {
        Sources::All => format!("{key}<*"),
        Sources::Inputs(inputs) => {
            let mut inputs: Vec<&str> = inputs.iter().collect();
            inputs.sort_unstable();
            format!("{key}<{}", inputs.join(","))
        }
    };
    let mut all: Vec<String> = keys.iter().map(one).collect();
    all.sort();
    all.join(" ")
}

fn named(code: &Code) -> Vec<(String, String)> {
    let with_name = |literal: &Literal| Some((literal.name.clone()?, literal.text.clone()));
    code.literals().iter().filter_map(with_name).collect()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn tells_the_language() {
    assert_eq!(Language::of_action("run_python_37"), Some(Language::Python));
    assert_eq!(Language::of_action("01929fad-d3dd-62c2-52ed-7868d5fcc691"), Some(Language::JavaScript));
    assert_eq!(Language::of_action("post"), None);
    assert_eq!(Language::guess("import json\nfor a in b:\n    print(a)"), Language::Python);
    assert_eq!(Language::guess("const a = inputData.b;\nreturn {a};"), Language::JavaScript);
}

#[test]
fn names_literals() {
    let code = javascript(
        "const apiKey = 'a1'; const h = {'Authorization': 'Bearer ' + 'b2', x: f('c3')};\nheaders[\"x-api-key\"] = `d4`;
         o.set('K', 'e5'); const t = inputData['apiKey']; // 'no'\nconst r = /'x'/.test('f6')",
    );
    let expected = [
        pair("apiKey", "a1"),
        pair("Authorization", "Bearer "),
        pair("Authorization", "b2"),
        pair("x-api-key", "d4"),
        pair("K", "e5"),
    ];
    assert_eq!(named(&code), expected);
    let code = python(
        "def f(key='a'):\n    pass\nr = get(u, auth=('b', ''), headers={'apikey': \"c\"})\nx: str = 'd' # 'e'\n",
    );
    let expected = [pair("key", "a"), pair("auth", "b"), pair("auth", ""), pair("apikey", "c"), pair("x", "d")];
    assert_eq!(named(&code), expected);
}

#[test]
fn reads_every_kind_of_string() {
    let texts = |code: &Code| code.literals().iter().map(|literal| literal.text.clone()).collect::<Vec<_>>();
    assert_eq!(
        texts(&python("a = r'\\n' b'x' \"\"\"q\"u\n\"\"\" f'{{z}}{v!r:>{w}}y' u'\\x41'")),
        ["\\n", "x", "q\"u\n", "{z}", "y", "A"]
    );
    assert_eq!(texts(&javascript("`a${`b${'c'}`}d` + '\\u0041\\'' / 2 / 'e'")), ["a", "b", "c", "d", "A'", "e"]);
    assert_eq!(texts(&javascript("x = a.replace(/[/'\"]/g, 'y')")), ["y"]);
}

#[test]
fn joins_texts() {
    let texts = |code: &Code| code.joined().iter().map(|joined| joined.text.clone()).collect::<Vec<_>>();
    let code =
        javascript("const base = 'https://a.example'; const u = base + '/x/' + inputData.id; const h = `Bearer ${k}`");
    assert_eq!(texts(&code), ["https://a.example/x/{{}}", "Bearer {{}}"]);
    let code = python("u = 'https://a.example/{}/{id}?q=1'.format(a, id=b)\nv = 'x%s-%(y)d' % z\nw = f\"a{b['c']}d\"");
    assert_eq!(texts(&code), ["https://a.example/{{}}/{{}}?q=1", "x{{}}-{{}}", "a{{}}d"]);
    assert!(javascript("const a = 'x' + 'y'").joined()[0].complete);
    assert!(javascript("const a = b || 'x'; const c = ['p', 'q']").joined().is_empty());
}

#[test]
fn reads_inputs() {
    for source in [
        "return {x: inputData.a + inputData['b']}",
        "const {a, b: c = 1} = inputData;",
        "const d = inputData || {}; d.a; d?.b",
        "/** @param {{inputData: InputData}} */\nexport default async function main({inputData}) { f(inputData?.a, `${inputData?.['b']}`) }",
        "if (!inputData || !inputData.a) throw 1; inputData.hasOwnProperty('b')",
        "const k = 'a'; inputData[k]; 'b' in inputData; // inputData.c",
    ] {
        assert_eq!(keys(&javascript(source)), Some(set(&["a", "b"])), "{source}");
    }
    for source in [
        "inputData[key]", "Object.entries(inputData)", "f(inputData)", "({...inputData})", "return {inputData}",
        "const {a, ...rest} = inputData", "for (const k in inputData) {}", "inputData.a (",
    ] {
        assert_eq!(keys(&javascript(source)), None, "{source}");
    }
    for source in [
        "x = input_data['a'] or input_data.get('b', '')",
        "d = input_data\nd['a']\nd.get(\"b\")",
        "if 'a' in input_data:\n  f(input['b'])",
        "print(f'{input_data[\"a\"]} {input_data['b']:>3}')",
    ] {
        assert_eq!(keys(&python(source)), Some(set(&["a", "b"])), "{source}");
    }
    for source in ["json.dumps(input_data)", "for k, v in input_data.items(): pass", "input_data.get(k)"] {
        assert_eq!(keys(&python(source)), None, "{source}");
    }
    assert_eq!(keys(&python("input('x'); subprocess.run(input=1)")), Some(set(&[])));
}

#[test]
fn follows_outputs_in_javascript() {
    for (source, expected) in [
        ("const n = inputData.name.trim(); return {n, e: inputData.email, c: 1};", "c< e<email n<name"),
        ("const {a, b: c} = inputData; return [{x: a, 'y-z': c + a}]", "x<a y-z<a,b"),
        ("const out = {}; out.a = inputData.a; out['b'] = f(inputData.b); return out", "a<a b<b"),
        ("const out = []; for (const r of inputData.rows) { out.push({r}); } return out", "r<rows"),
        (
            "export default async function main({inputData}) {\n const g = (f) => f.split(',');\n const t = g(inputData.to);\n return { t, count: t.length }\n}",
            "count< t<to",
        ),
        ("return rows.map(r => ({a: inputData.x})); const rows = []", "a<x"),
        ("return inputData.a.split(',').map((r) => { return {r: r.trim()} })", "r<a"),
        ("output = {a: inputData.x}", "a<x"),
        ("callback(null, {a: inputData.x})", "a<x"),
        ("return inputData.ok ? {a: inputData.x} : {b: null}", "a<x b<"),
        ("const f = () => { return {z: 1} }; return {a: f()}", "a<"),
        ("return {a: JSON.stringify(inputData)}", "a<*"),
        ("try { x() } catch (e) { return {e: e.message} }", "e<*"),
        ("return inputData", "?"),
        ("return {...inputData, a: 1}", "?"),
        ("const o = {}; for (const k of ks) o[k] = 1; return o", "?"),
        ("return {a: inputData.x", "?"),
    ] {
        assert_eq!(outputs(&javascript(source)), expected, "{source}");
    }
}

#[test]
fn follows_outputs_in_python() {
    for (source, expected) in [
        ("a = input_data['x']\nb = a.strip()\noutput = [{'b': b, 'n': len(a)}]", "b<x n<"),
        ("return {'a': input_data.get('x', '')}", "a<x"),
        ("output = {}\noutput['a'] = input['y']", "a<y"),
        ("output = [{'r': r} for r in input_data['rows'].split(',')]", "r<rows"),
        (
            "def f(v):\n    w = v.strip()\n    return w\noutput = {'a': f(input_data['x']), 'b': input_data['z']}",
            "a<x b<z",
        ),
        ("out = []\nfor r in input_data['a']:\n    out.append({'r': r})\nreturn out", "r<a"),
        ("output = json.loads(input_data['x'])", "?"),
        ("x = 1", "?"),
    ] {
        assert_eq!(outputs(&python(source)), expected, "{source}");
    }
}

#[test]
fn finds_requests() {
    let one = |code: &Code| {
        let request = code.requests().first().cloned().unwrap();
        let url = request.url.unwrap_or_default();
        format!(
            "{} {} {url} {} {}",
            request.call,
            request.method.unwrap_or_default(),
            u8::from(request.sends_data),
            u8::from(request.has_auth)
        )
    };
    for (source, expected) in [
        ("const u = 'http://a.example'; await fetch(u)", "fetch  http://a.example 0 0"),
        (
            "fetch(`https://a.example/${x}`, {method: 'post', headers: {Authorization: k}, body})",
            "fetch POST https://a.example/{{}} 1 1",
        ),
        (
            "const o = {method: 'PUT', headers: h}; const h = {'X-API-Key': 'k'}; fetch(inputData.u, o)",
            "fetch PUT  0 1",
        ),
        ("axios.post('https://a.example', payload)", "axios.post POST https://a.example 1 0"),
        ("axios({url: 'https://a.example', method: 'get'})", "axios GET https://a.example 0 0"),
        ("https.request({hostname: 'a.example', path: '/x'}, cb)", "https.request  https://a.example/x 0 0"),
        ("fetch(new URL('/x', 'https://a.example'))", "fetch  https://a.example/x 0 0"),
        (
            "const b = 'https://a.example'; const u = new URL('/x/' + Number(inputData.id), b); fetch(u)",
            "fetch  https://a.example/x/{{}} 0 0",
        ),
        ("const c = axios.create({baseURL: 'https://a.example/'}); c.get('/x')", "c.get GET https://a.example/x 0 0"),
        ("const f = require('node-fetch'); f('https://a.example?api_key=1')", "f  https://a.example?api_key=1 0 1"),
    ] {
        assert_eq!(one(&javascript(source)), expected, "{source}");
    }
    for (source, expected) in [
        ("requests.get('https://a.example', params=p)", "requests.get GET https://a.example 1 0"),
        ("s = requests.Session()\ns.post(url='https://a.example', json=d)", "s.post POST https://a.example 1 0"),
        ("requests.request('PUT', 'https://a.example', auth=(a, b))", "requests.request PUT https://a.example 0 1"),
        (
            "c = http.client.HTTPConnection('a.example')\nc.request('POST', '/x')",
            "http.client.HTTPConnection  http://a.example 1 0",
        ),
        ("urllib.request.urlopen('https://a.example')", "urllib.request.urlopen  https://a.example 0 0"),
    ] {
        assert_eq!(one(&python(source)), expected, "{source}");
    }
    assert!(javascript("cache.get('x'); headers.get('https://a.example'); // fetch('x')").requests().is_empty());
    assert!(python("input_data.get('x'); d.get('y')").requests().is_empty());
}

#[test]
fn finds_clients_without_encryption() {
    let what = |code: &Code| code.plain_clients().iter().map(|(what, _)| what.english()).collect::<Vec<_>>();
    for (source, expected) in [
        ("from ftplib import FTP\nf = FTP('files.example.com')", "an FTP server"),
        ("import telnetlib\nt = telnetlib.Telnet('h')", "a Telnet server"),
        ("import smtplib\nwith smtplib.SMTP('mail.example.com', 25) as s:\n    s.sendmail(a, b, c)", "a mail server"),
        ("import psycopg2\nc = psycopg2.connect(host=h, sslmode='disable')", "a database"),
        ("c = mysql.connector.connect(host=h, ssl_disabled=True)", "a database"),
    ] {
        assert_eq!(what(&python(source)), [expected], "{source}");
    }
    for (source, expected) in [
        ("const Client = require('ftp'); const c = new Client()", "an FTP server"),
        ("const t = nodemailer.createTransport({host: 'h', port: 25})", "a mail server"),
        ("const { Client } = require('pg'); const c = new Client({host: 'h', ssl: false})", "a database"),
    ] {
        assert_eq!(what(&javascript(source)), [expected], "{source}");
    }
    for near in [
        "from ftplib import FTP_TLS\nf = FTP_TLS('h')",
        "import smtplib\ns = smtplib.SMTP('h', 587)\ns.starttls()",
        "import smtplib\ns = smtplib.SMTP_SSL('h', 465)",
        "FTP = 1\nx = FTP(2)",
        "# ftplib.FTP('h')",
        "x = aiohttp.TCPConnector(ssl=False)",
    ] {
        assert_eq!(what(&python(near)), [""; 0], "{near}");
    }
    for near in [
        "const ftp = require('basic-ftp'); await c.access({host: 'h', secure: true})",
        "const t = nodemailer.createTransport({host: 'h', port: 587, secure: false})",
        "const o = {ssl: false, port: 25}",
    ] {
        assert_eq!(what(&javascript(near)), [""; 0], "{near}");
    }
}

#[test]
fn finds_addresses() {
    let all = |code: &Code| code.addresses().iter().map(|address| address.text.clone()).collect::<Vec<_>>();
    assert_eq!(
        all(&javascript("f('http://a.example/x'); const u = 'http://' + h + '/y'; const b = {u: 'ftp://c.example'}")),
        ["http://a.example/x", "http://{{}}/y", "ftp://c.example"]
    );
    for near in [
        "u.startsWith('http://')",
        "u.replace('http://', 'https://')",
        "u === 'http://' || u == 'http://a.example'",
        "const ns = 'http://www.w3.org/2000/svg'",
        "const t = 'see http://a.example for more'",
        "const r = /http:\\/\\/a.example/ // http://a.example",
    ] {
        assert!(javascript(near).addresses().is_empty(), "{near}");
    }
    assert!(python("s.mount('http://', a)\n'''http://a.example'''\nif 'http://' in u: pass").addresses().is_empty());
}

#[test]
fn sees_certificate_checks_off() {
    for source in [
        "requests.post(u, verify=False)", "s.verify = False", "v = False\nrequests.get(u, verify=v)",
        "c = ssl._create_unverified_context()", "c.verify_mode = ssl.CERT_NONE", "c.check_hostname = False",
    ] {
        assert_eq!(python(source).tls_checks_off().len(), 1, "{source}");
    }
    for near in
        ["f(verify=True)", "f(verify_email=False)", "# verify=False\n'verify=False'", "jwt.decode(t, verify=False)"]
    {
        assert!(python(near).tls_checks_off().is_empty(), "{near}");
    }
    for source in [
        "new https.Agent({ rejectUnauthorized: false })",
        "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'",
        "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0",
    ] {
        assert_eq!(javascript(source).tls_checks_off().len(), 1, "{source}");
    }
    for near in ["({rejectUnauthorized: true})", "// rejectUnauthorized: false", "f('rejectUnauthorized: false')"] {
        assert!(javascript(near).tls_checks_off().is_empty(), "{near}");
    }
}

#[test]
fn sees_signature_checks() {
    for source in [
        "const s = crypto.createHmac('sha256', k).update(inputData.raw).digest('hex')",
        "if (inputData.token !== process.env.TOKEN) { throw new Error('no') }",
        "const t = inputData.token; if (t.secret !== 'abcdefgh') return {}",
        "return {valid: inputData.apiKey === 'abcdefgh'}",
    ] {
        assert!(javascript(source).checks_signature(), "{source}");
    }
    for near in [
        "const isValid = /^[a-z]+$/.test(inputData.token); return {isValid}",
        "if (!inputData.token) throw new Error('x')",
        "if (inputData.token.length !== 32) throw 1",
        "if (inputData.type === 'password_reset') return {}",
        "if (inputData.token === null) throw 1",
        "const d = JSON.parse(inputData.raw); return {d}",
        "// createHmac(\nconst a = 'timingSafeEqual('",
    ] {
        assert!(!javascript(near).checks_signature(), "{near}");
    }
    for source in [
        "hmac.new(k, m, 'sha256')",
        "hmac.compare_digest(a, b)",
        "if input_data['token'] != 'abcdefgh':\n    raise ValueError('x')",
    ] {
        assert!(python(source).checks_signature(), "{source}");
    }
    assert!(!python("if input_data['kind'] == 'abcdefgh':\n    raise ValueError('x')").checks_signature());
}

#[test]
fn sees_what_is_printed() {
    let names = |what: &[&str]| vec![Logged::Names(what.iter().map(|name| (*name).to_owned()).collect())];
    let logged = |code: &Code| code.logs().iter().map(|log| log.what.clone()).collect::<Vec<_>>();
    for source in
        ["console.log(inputData)", "console.log('in', JSON.stringify(inputData))", "console.info({...inputData})"]
    {
        assert_eq!(logged(&javascript(source)), [Logged::WholeInput], "{source}");
    }
    for source in ["print(input_data)", "print(json.dumps(input_data))", "print(f'{input_data}')"] {
        assert_eq!(logged(&python(source)), [Logged::WholeInput], "{source}");
    }
    assert_eq!(
        logged(&javascript("let token = f(); console.log(`t ${token} ${inputData.email}`)")),
        names(&["token", "email"])
    );
    assert_eq!(logged(&python("pw = 1\nprint('x', pw, input_data['ssn'])")), names(&["pw", "ssn"]));
    let first_of_a_block = "for row in input_data['rows']:\n    password = row['pw']\n    print(password)";
    assert_eq!(logged(&python(first_of_a_block)), names(&["password"]));
    for near in [
        "rows = 1\nprint(len(rows))", "# print(input_data)", "print('token')", "t = 1\nprint(mask(t))",
        "print(list(input_data.keys()))",
    ] {
        assert!(python(near).logs().is_empty(), "{near}");
    }
    for near in ["let t = 1; console.log(!!t, typeof t, t ? 1 : 2, t.length)", "console.log(Object.keys(inputData))"] {
        assert!(javascript(near).logs().is_empty(), "{near}");
    }
}

#[test]
fn finds_stores() {
    let code = python("store = StoreClient('mycompany')\nstore.set('a', 1)");
    assert_eq!(code.stores().len(), 1);
    assert_eq!(code.stores()[0].sets.len(), 1);
    assert_eq!(code.stores()[0].secret.as_deref(), Some("mycompany"));
    let code = javascript(
        "const store = StoreClient(inputData.secret);\nawait store.set(`order_${inputData.id}`, JSON.stringify({n: inputData.name}));\n\
         await store.incrementBy('count', 1); await store.set('last', Date.now());",
    );
    let sets = &code.stores()[0].sets;
    assert_eq!((sets.len(), sets[0].keyed, sets[0].key.as_str()), (3, true, "order_{{}}"));
    assert_eq!(sets[0].value, Sources::Inputs(Keys(set(&["name"]))));
    let nothing = Sources::Inputs(Keys::default());
    assert_eq!((sets[1].keyed, &sets[1].value, &sets[2].value), (false, &nothing, &nothing));
    let code = javascript("const s = StoreClient(inputData.store); await s.get('a'); const store = 'x'");
    assert!(code.stores()[0].sets.is_empty());
    assert_eq!(code.stores()[0].secret, None);
}

#[test]
fn finds_dangers() {
    let kinds =
        |code: &Code| code.dynamic_code().iter().map(|danger| (danger.kind, danger.with_input)).collect::<Vec<_>>();
    assert_eq!(
        kinds(&javascript("eval(inputData.f); new Function('a', 'return 1'); require('child_process')")),
        [("eval", true), ("new Function", false), ("child_process", false)]
    );
    for source in [
        "const {exec} = require('child_process'); exec(inputData.cmd)",
        "const cp = require('child_process'); cp.execSync('ls ' + inputData.dir)",
        "require('child_process').spawn(inputData.cmd)",
        "import {execSync} from 'node:child_process'\nexecSync(inputData.cmd)",
    ] {
        assert!(kinds(&javascript(source)).contains(&("child_process", true)), "{source}");
    }
    assert_eq!(kinds(&javascript("exec(inputData.cmd); const m = /a/; m.exec(inputData.s)")), []);
    assert_eq!(kinds(&python("from os import system\nsystem(input_data['cmd'])")), [("os.system", true)]);
    assert_eq!(kinds(&python("ast.literal_eval(input_data['x'])\ndf.eval(input_data['x'])")), []);
    assert_eq!(kinds(&javascript("globalThis.eval(inputData.f)")), [("eval", true)]);
    let code = javascript("const t = await (await fetch('https://a.example')).text(); eval(t)");
    assert!(code.dynamic_code()[0].with_response);
    assert_eq!(
        kinds(&javascript("regex.exec(inputData.s); JSON.parse(inputData.raw); // eval(inputData.x)\nobj.eval(1)")),
        []
    );
    let code =
        python("x = input_data['x']\nexec(x)\nos.system('ls')\nsubprocess.run([x])\nyaml.load(x)\npickle.loads(x)");
    let expected =
        [("exec", true), ("os.system", false), ("subprocess", true), ("yaml.load", true), ("pickle.loads", true)];
    assert_eq!(kinds(&code), expected);
    assert_eq!(
        kinds(&python("ast.literal_eval(input_data['x'])\nyaml.load(x, Loader=yaml.SafeLoader)\n'eval(x)'")),
        []
    );
}

#[test]
fn counts_mappings() {
    assert_eq!(
        javascript("const a = '{{123__name}}'; const b = {{=gives[\"1\"][\"a\"]}}; // {{1__x}}").mapping_tokens(),
        2
    );
    assert_eq!(javascript("/** @param {{inputData: InputData}} */ const a = {b: {c: {}}}").mapping_tokens(), 0);
    assert_eq!(python("x = f'{{a}}'\n# {{1__x}}\ny = {{}}").mapping_tokens(), 0);
}

#[test]
fn knows_blank_code() {
    assert!(python("  # only this\n").is_blank());
    assert!(javascript("/* a */ // b\n").is_blank());
    assert!(!javascript("0").is_blank());
}

fn ask_everything(source: &str) {
    for language in [Language::JavaScript, Language::Python] {
        let code = Code::read(source, language);
        let whole = |range: &Range<usize>| source.get(range.clone()).is_some();
        assert!(code.literals().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.joined().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.requests().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.addresses().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.tls_checks_off().iter().all(whole), "{source:?}");
        assert!(code.logs().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.stores().iter().all(|it| whole(&it.range)), "{source:?}");
        assert!(code.dynamic_code().iter().all(|it| whole(&it.range)), "{source:?}");
        let _ = (code.inputs(), code.outputs(), code.checks_signature(), code.mapping_tokens(), code.is_blank());
        let _ = Language::guess(source);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(source in any::<String>()) {
        ask_everything(&source);
    }

    #[test]
    fn any_words_are_read(words in proptest::collection::vec(prop_oneof![
        Just("inputData"), Just("input_data"), Just("return"), Just("{"), Just("}"), Just("("), Just(")"), Just("["),
        Just("]"), Just("="), Just("=>"), Just("."), Just(","), Just(":"), Just("'"), Just("\""), Just("`"), Just("${"),
        Just("f'"), Just("a"), Just("é"), Just("\n"), Just("\\"), Just("/"), Just("+"), Just("%"), Just("for"), Just("in"),
        Just("def"), Just("function"), Just("output"), Just("'b'"), Just("fetch"), Just("print"), Just("lambda"), Just("if"),
        Just("requests.get"), Just("StoreClient"), Just("'http://a'"), Just("!=="), Just("token"), Just("eval"), Just("as"),
        Just("console.log"), Just("...") , Just("\u{1F600}"), Just("main"), Just("?."), Just(";"), Just("'%s{}'"), Just(" "),
    ], 0..60)) {
        ask_everything(&words.concat());
        ask_everything(&words.join(" "));
    }
}

#[test]
fn tells_data_that_stands_as_it_came() {
    let untamed = |code: &Code| match code.joined().first().map(|joined| code.untamed_at(&joined.range)) {
        Some(Sources::Inputs(keys)) => keys.iter().collect::<Vec<_>>().join(","),
        Some(Sources::All) => "*".to_owned(),
        None => "none joined".to_owned(),
    };
    for (source, expected) in [
        ("return {q: `a = '${inputData.a}'`}", "a"),
        ("const zip = inputData.zip || ''; const f = `{Zip} = \"${zip}\"`", "zip"),
        ("const q = \"a = '\" + inputData.a.trim().toLowerCase() + \"'\"", "a"),
        ("const {a, b} = inputData; const q = `x = '${a}' and y = '${b}'`", "a,b"),
        ("const rows = inputData.s.split(','); const f = rows.map(s => `FIND('${s}', x)`)", "s"),
        ("const q = `a = '${encodeURIComponent(inputData.a)}'`", "a"),
        ("const a = inputData.a.replace(/\\s+/g, ' '); const q = `a = '${a}'`", "a"),
        ("const n = parseInt(inputData.n, 10); const q = `a = ${n} and b = '${inputData.b}'`", "b"),
    ] {
        assert_eq!(untamed(&javascript(source)), expected, "{source}");
    }
    for source in [
        "const q = `a = ${parseInt(inputData.a, 10)}`",
        "const q = `a = ${Number(inputData.a)}`",
        "const a = inputData.a.replace(/'/g, \"''\"); const q = `a = '${a}'`",
        "const a = (inputData.a || '').replace(/[^0-9]/g, ''); const q = `a = '${a}'`",
        "if (!/^[0-9]{5}$/.test(inputData.a)) throw new Error('x'); const q = `a = '${inputData.a}'`",
        "const OK = ['x', 'y']; const a = inputData.a; if (!OK.includes(a)) return {}; const q = `a = '${a}'`",
        "const q = `query { a(b: ${JSON.stringify(inputData.a)}) { id } }`",
        "const q = `a = '${escapeFormula(inputData.a)}'`",
    ] {
        assert_eq!(untamed(&javascript(source)), "", "{source}");
    }
    for (source, expected) in [
        ("q = f\"a = '{input_data['a']}'\"", "a"),
        ("a = input_data.get('a')\nq = \"a = '%s'\" % a", "a"),
        ("q = \"a = '{}'\".format(input_data['a'])", "a"),
        ("q = f\"a = {int(input_data['a'])}\"", ""),
        ("import re\na = re.sub(r\"[^0-9]\", '', input_data['a'])\nq = f\"a = '{a}'\"", ""),
        ("a = input_data['a']\nif a not in ALLOWED:\n    raise ValueError()\nq = f\"a = '{a}'\"", ""),
    ] {
        assert_eq!(untamed(&python(source)), expected, "{source}");
    }
    assert!(javascript("const zip = inputData.zip.replace(/\\D/g, ''); return {zip}").gives_tame("zip"));
    assert!(!javascript("const zip = inputData.zip; return {zip}").gives_tame("zip"));
}
