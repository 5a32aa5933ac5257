//! Words that take a class away, and phrases that only look like one.

use super::{Means, Rows};

pub(super) const ROWS: Rows = &[
    (
        Means::Reduced,
        "hash, hashed, hashes, sha, sha 1, sha 256, sha 512, md 5, hmac sha 256, masked, mask, redacted, redact, \
         anonymized, anonymised, pseudonymized, pseudonymised, tokenized, tokenised, encrypted, obfuscated, last 4, \
         last 4 digits, last four, last four digits, last 2, last 3, first 6, lastfour, last digits, letzte 4, \
         letzte vier, initials, fingerprint",
    ),
    (
        Means::About,
        "count, counter, is required, policy, policies, template, template id, template name, schema, sum, \
         statistics, percentage, percent, study, research",
    ),
    (
        Means::AboutContact,
        "is verified, verification status, verification, confirmed, validated, is valid, validity, validation, id, \
         ids, uuid, subject, title, status, state, domain, provider, host, label, labels, preference, consent, \
         opt in, opt out, optin, optout, opted in, opted out, format, brand, country, country code, area code, \
         extension, ext, campaign, list, list id, sent, sent at, opened, clicked, bounced, bounce, enabled, \
         disabled, active, front, back, front side, back side, vorderseite, rückseite, recto, verso, url, uri, link, endpoint, path, file, image, photo, icon, filename, file name, folder, \
         name, date, time, at, on date, updated, updated at, created, created at, changed, changed at, expiry, \
         expires, expires in, expires at, expiration, expired, issue date, issued, exists, found, present, \
         notification, alert, marketing, newsletter, subscription, unsubscribe, service, system, app, server, port, \
         call, model, screen, interview, support, script, signature, header, footer, theme, color, quality, score, \
         reputation, risk, limit, length, budget, usage, user id, message id, thread id, thread ts, ts, timestamp, \
         channel, index, position, field id, column, key, settings, setting, option, mode, version, language, \
         strength, hint, manager, reset, automation, sequence, address id, book, finder, line items, metadata, \
         scope, encoding, attachment, attachments, frequency, tracking, activity, event, events, copy, size, \
         platform, clicks, open, opens, last open, last opened, last email, last click, last sent, first click, \
         first open, first sent, hard bounce, soft bounce, reason, quarantined, deliverability, empty, sends, \
         impression, sid, provided, on file, collected, submitted, received, uploaded, attached, given, available, \
         config, cc id, city, town, province, region, zip, zip code, postal code, post code, postcode, latitude, \
         longitude",
    ),
    (
        Means::Switch,
        "is, has, had, are, was, needs, opted out of, opted in to, opt out of, marked, hide, show, send, resend, \
         receive, include, no, use, skip, same, allow, enable, disable, number of, count of, per, via, by, \
         unsubscribed from, can, should, request, requested",
    ),
    (
        Means::Around,
        "check, verified, verify, required, require, type, kind, valid, validate, invalid, input type, missing, \
         total, requires",
    ),
    (
        Means::Filler,
        "what, what is, what are, your, client, the, a, an, my, our, please, enter, provide, select, choose, \
         fill in, tell us, of, for, and, or, to, us, with, in, on, do, you, have, any, if, so, which, how, would, \
         like, we, this, that, here, below, optional, new, old, current, primary, secondary, main, value, text, \
         field, input, raw, data, fields, field value, number, nr, num, customer, user, users, applicant, employee, \
         contact, contacts, lead, candidate, person, persons, guest, member, subscriber, student, attendee, \
         recipient, buyer, owner, billing, shipping, home, work, business, personal, private, emergency, sender, \
         from, reply, participant, respondent, submitter, signer, worker, staff, wie, lautet, ein, ihre, ihr, ihren, \
         bitte, geben, sie, haben, welche, der, die, das, quel, quelle, est, votre, avez, vous, le, la, les, un, \
         une, cual, es, su, tu, el, tiene, qual, il, e, suo, sua, seu, wat, uw, je, jouw, cliente, clientes, kunde, \
         kunden, mitarbeiter, bewerber, usuario, empleado, solicitante, titular, klant, klient, numero, nummer, \
         numer",
    ),
    (
        Means::Ordinary,
        "billing address company, shipping address company, address company, company name, business name, \
         organization name, organisation name, product name, user name, username, app name, event name, \
         project name, team name, channel name, sheet name, list name, tag name, display name, discount code, \
         promo code, coupon code, race time, race result, race number, race condition, party size, party name, \
         third party, first party, birthday party, union type, union all, credit union, european union, card id, \
         card name, card title, card url, card brand, card type, card list, card color, card last 4, gift card, \
         business card, trello card, gift card number, cvc check, cvv check, id card type, session id, account id, \
         mother tongue, passport photo, passport required, passport type, personal number of, company tax id, \
         business tax id, vendor tax id, supplier tax id, company tax number, company registration number, \
         employer identification number, ein number, fein, vehicle identification number, \
         product identification number, device identification number, employee id number, employee number, \
         student id number, student number, customer id number, customer number, member id number, member number, \
         applicant id number, contact id number, user id number, guest id number, order id number, i phone, \
         phone call, head phone, email template, unique email id, email subject, email parser, email marketing, \
         email campaign, email list, send email, send an email, email by zapier, mailing list, cold email, \
         adresse web, adresse du site, adresse url, adresse mac, direccion web, direccion url, direccion mac, \
         endereco web, endereco do site, endereco mac, indirizzo web, indirizzo del sito, indirizzo url, \
         indirizzo mac, adres strony, adres url, a domicilio, numero de compte client, numero de cuenta de cliente, \
         numero cuenta cliente, numero de cuenta contable, numero cuenta contable, numero conto cliente, \
         numero conto contabile, mail server, mail merge, \
         web address, site address, website address, url address, mac address, contract address, base address, \
         address book, address you, address the, address this, memory address, how should we address you, \
         page orientation, orientation, landscape, tin can, pan zoom, pan and zoom, pan id, sin wave, faith in us, \
         in good faith, good faith, passport id type, tax id type, tax type, tax rate, tax amount, \
         tax id verification, account number of orders, street view, union station, disease outbreak, message url, \
         message type, message count, message ts, message template, error message, success message, status message, \
         commit message, welcome message, message template id, conversation id, conversation rating, \
         conversation url, conversation count, conversation starter, body type, body format, body style, body part, \
         body mass, email body type, body content type, request body, response body, chat id, chat type, chat bot, \
         chat room, chat name, transcript id, transcript url, phi function, visa type, biometric login, \
         genome build, vaccine stock, face id, touch id",
    ),
];
