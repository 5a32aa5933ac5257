//! What opens an account or an API.

use super::{Class, Means, Rows, alone, is, last};

pub(super) const ROWS: Rows = &[
    (
        is(Class::Password),
        "password, passwd, pwd, passphrase, pass phrase, user password, login password, kennwort, passwort, \
         contrasena, mot de passe, motdepasse, senha, palavra passe, wachtwoord, haslo, losenord, salasana, \
         parola d ordine, parola chiave di accesso, user pass, db pass, smtp pass, ftp pass, mail pass, admin pass, \
         login pass, auth pass, db pwd, startpasswort, initialpasswort, \
         benutzerpasswort, datenbankpasswort, zugangspasswort, zugangskennwort, adgangskode, passord, heslo, jelszo, пароль",
    ),
    (alone(Class::Password), "pass, clave, pw, psw"),
    (
        is(Class::LoginCode),
        "otp, totp, otp code, one time code, one time password, one time passcode, one time pin, onetime code, \
         verification code, verification pin, 2 fa code, 2 fa, mfa code, two factor code, sms code, login code, \
         sign in code, signin code, login link, sign in link, signin link, magic link, magic login link, \
         reset link, reset url, password reset link, password reset url, password reset token, \
         password reset code, reset password link, reset password url, reset password token, \
         reset password code, reset token, reset code, recovery code, account recovery code, backup code, \
         authentication code, authenticator code, auth code, bestatigungscode, einmalcode, einmalpasswort, \
         code de verification, codigo de verificacion, codigo de verificacao, codice di verifica, \
         verificatiecode, kod weryfikacyjny",
    ),
    (alone(Class::LoginCode), "security code, passcode reset"),
    (
        is(Class::Secret),
        "api key, apikey, api keys, api token, apitoken, api secret, apisecret, access key, accesskey, \
         access token, accesstoken, auth token, authtoken, auth key, authkey, authentication token, \
         authorization token, bot token, bearer token, refresh token, id token, session token, user token, \
         app token, application token, service token, personal access token, secret key, secretkey, \
         secret access key, client secret, clientsecret, app secret, appsecret, application secret, \
         consumer secret, signing secret, signing key, webhook secret, webhook token, shared secret, \
         oauth secret, oauth token, jwt secret, jwt token, private key, privatekey, private api key, \
         secret api key, encryption key, subscription key, app key, application key, service account key, \
         service key, account key, storage key, x api key, x auth token, license secret, api password, \
         api credential, hmac secret, hmac key, webhook signing secret, integration token, deploy token, \
         developer token, dev token, verification token, verify token, api schlussel, cle api, cle d api, \
         clave api, clave de api, chave api, chave de api, chiave api, api sleutel, klucz api, session cookie, \
         auth cookie, auth header, authorization header, service role key, shared key, pre shared key, ssh key, rsa key, \
         master key, openai key, hapikey, totp seed, otp seed, zugangsschlussel, zugriffsschlussel, geheimer schlussel, \
         geheimer client schlussel, zugangstoken, zugriffstoken, jeton d acces, jeton d authentification, cle secrete, \
         cle d acces, cle privee, clef api, clave secreta, clave privada, clave de acceso, token de acceso, chave secreta, \
         chave privada, chave de acesso, token de acesso, segredo do cliente, chiave segreta, chiave privata, \
         chiave di accesso, token di accesso, geheime sleutel, toegangstoken, toegangssleutel, token dostepu, \
         klucz prywatny, geheimschlüssel, privater schlüssel, privatschlüssel, sicherheitstoken, security token, \
         jeton secret, token secreto, token segreto, geheime token, clave de la api, llave api, llave secreta, \
         chave da api, chiave dell api, cle de l api, clef secrete",
    ),
    (last(Class::Secret), "token, secret, bearer, credential, jwt, geheimnis"),
    (alone(Class::Secret), "authorization, auth, credentials, cookie"),
    (
        Means::Ordinary,
        "tokens, max token, max tokens, min token, total token, prompt token, completion token, input token, \
         output token, used token, token used, reasoning token, cached token, remaining token, number of token, \
         max output token, page token, next token, next page token, prev token, previous token, prev page token, \
         previous page token, continuation token, continue token, cursor token, sync token, pagination token, \
         utm token, csrf token, xsrf token, x csrf token, x xsrf token, idempotency token, design token, \
         stop token, token count, nft token, token address, token contract, token symbol, token mint, push token, device token, publishable key, public key, \
         public api key, publishable api key, publishable token, public token, idempotency key, primary key, \
         foreign key, sort key, partition key, lookup key, json key, key id, api key id, access key id, \
         client id, cookie consent, cookie policy, secret santa, secret question, secret name, secret id, \
         secret manager, secret menu, secret shopper, secret key name, top secret, password manager, \
         password policy, password reset, reset password, password recovery, forgot password, password strength, \
         password hint, password protected, password protection, password length, password requirement, \
         password expiry, password expires, password rotation, password changed, change password, password less, \
         generate password, password generator, show password, hide password, password field, password grant, \
         password required, require password, requires password, zoom password, meeting password, \
         passwort richtlinie, password pattern, password regex, password chars, password characters, password charset, password alphabet, \
         password rule, password rules, password min, password max, min password, max password, token pattern, \
         token regex, token chars, token charset, \
         auth type, auth method, auth mode, auth provider, auth service, auth scheme, authorization type, \
         authorization method, credentials type, cookie name, cookie banner, \
         webinar password, wifi password, wi fi password, wlan password, wlan passwort, gallery password, pdf password, \
         password setup, password option, password options, password behavior, password behaviour, password handling, \
         password delivery, password flow, password action, password source, password method, password choice, \
         password generation, password creation, password last changed, password last set, password last updated, guest pass, boarding pass, season pass, day pass, ski pass, event pass, press pass, vip pass, pass type, pass name, pass number, \
         pass level, pass category, all access pass, magic link sent",
    ),
];
