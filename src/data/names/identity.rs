//! Numbers of states, banks and cards.

use super::{Class, Rows, alone, is, last};

pub(super) const ROWS: Rows = &[
    (
        is(Class::GovId),
        "ssn, social security number, social security no, social insurance number, social insurance no, \
         national insurance, national insurance number, national insurance no, ni number, nhs number, nhs no, itin, \
         individual taxpayer identification number, taxpayer id, taxpayer identification number, tax id, \
         tax id number, tax identification number, tax number, tax file number, tfn, taxid, passport number, \
         passport no, passport num, passport id, passportnumber, driver license, drivers license, driving license, \
         driver licence, drivers licence, driving licence, driver license number, drivers license number, \
         driving licence number, license number of driver, dl number, national id, national id number, \
         national identity number, national identification number, nationalid, identity card number, id card number, \
         id card no, identity number, identity document number, id document number, government id, \
         government issued id, gov id, citizen id, citizenship number, voter id, aadhaar, aadhar, aadhaar number, \
         aadhar number, pan card, pan number, pan card number, personnummer, personal identity number, \
         aadhaar card number, aadhar card number, voter card number, residence card number, national id card number, \
         nric, nric fin, fin number, resident registration number, cpr number, hkid, my number card, emirates id, \
         alien registration number, green card number, visa number, residence permit number, medicare number",
    ),
    (
        is(Class::GovId),
        "steuernummer, steuer id, steueridentifikationsnummer, steuer identifikationsnummer, \
         steuerliche identifikationsnummer, \
         sozialversicherungsnummer, rentenversicherungsnummer, sv nummer, svnr, ahv nummer, reisepassnummer, \
         passnummer, reisepass nr, ausweisnummer, personalausweisnummer, personalausweis nr, führerscheinnummer, \
         numero de securite sociale, n de securite sociale, numero securite sociale, securite sociale, nir number, \
         numero de registre national, registre national, niss, numero de passeport, numero fiscal, \
         numero de carte d identite, carte d identite, permis de conduire, numero de permis, \
         numero de seguridad social, numero de seguro social, numero de la seguridad social, rodne cislo, seguridad social, numero de dni, dni nie, \
         nif nie, numero de identificacion, numero de identidad, numero de pasaporte, licencia de conducir, \
         permiso de conducir, documento de identidad, cedula de identidad, cedula de ciudadania, curp, cuit, cuil, \
         numero de identificacao fiscal, numero de contribuinte, cartao de cidadao, numero do passaporte, \
         carteira de identidade, carteira de motorista, cpf, codice fiscale, codicefiscale, numero di passaporto, \
         carta d identita, carta di identita, patente di guida, burgerservicenummer, bsn, bsn nummer, \
         paspoortnummer, rijbewijsnummer, rijksregisternummer, pesel, numer pesel, numer paszportu, numer dowodu, \
         seria i numer dowodu, numer dowodu osobistego, henkilotunnus, hetu, fodselsnummer, cpr nummer, cpr nr, \
         soc sec number, soc sec num, soc sec no, travel document number, travel document no, ausweisnr, ausweis nr, \
         personalausweisnr, reisepassnr, sozialversicherungsnr, sozialversicherungs nr, rentenversicherungsnr, \
         steuernr, steuer nr, führerscheinnr, numero secu, numero de secu, numero carta d identita, \
         numero della carta d identita, numero carta identita, nr dowodu, nr dowodu osobistego, nr paszportu, \
         nr pesel, rfc con homoclave, samordningsnummer, amka, tckn, tc kimlik no, identitätsnummer, cnp, \
         cod numeric personal, egn, pps number, pps no, ppsn, ahv nr, ahvn 13, numero avs, numero ahv",
    ),
    (
        alone(Class::GovId),
        "pan, sin, tin, nino, rrn, identification number, nie, nif, dni, passport, reisepass, passeport, pasaporte, \
         passaporto, paspoort, personalausweis, führerschein, id number, identity card, social security, \
         personal number, rg, nss, cpr, nir",
    ),
    (
        is(Class::Finance),
        "iban, iban number, iban nummer, iban nr, bank account, bank account number, bank account no, bank acct, \
         bank acct number, bank acct no, bank details, bank routing number, routing number, aba number, \
         aba routing number, sort code, account and routing number, direct deposit account, bsb number, \
         swift and account number, bankverbindung, kontonummer, konto nr, bankkonto, bankleitzahl, compte bancaire, \
         numero de compte, numero de compte bancaire, releve d identite bancaire, cuenta bancaria, numero de cuenta, \
         numero de cuenta bancaria, clabe, clabe interbancaria, conta bancaria, numero da conta, conto corrente, \
         numero di conto, conto bancario, rekeningnummer, bankrekening, bankrekeningnummer, numer konta, \
         numer konta bankowego, numer rachunku, rachunek bankowy, crypto wallet address, crypto wallet, wallet address, ifsc, ifsc code, \
         kontonr, bankkontonummer, account number bank, nr konta, nr konta bankowego, nr rachunku, \
         nr rachunku bankowego, coordinate bancarie, coordonnees bancaires, datos bancarios, dados bancarios, \
         bitcoin address, wallet seed, seed phrase, numero conto, numero del conto, numero conto corrente, \
         numero conto bancario, numero de conta, numero cuenta, numero de la cuenta, numero cuenta bancaria",
    ),
    (alone(Class::Finance), "routing no, bank routing, rib, nib, bsb, blz"),
    (
        is(Class::Card),
        "credit card number, credit card no, creditcardnumber, debit card number, debit card no, bank card number, \
         visa card number, cc number, cc num, ccnum, payment card number, card pan, card verification value, \
         card verification code, card security code, card cvv, card cvc, cvv code, cvc code, cvv number, \
         kreditkartennummer, kartennummer, kartenprüfnummer, prüfziffer der karte, prüfnummer der karte, \
         codigo de seguridad de la tarjeta, codigo de seguranca do cartao, numero de carte bancaire, \
         numero de carte de credit, primary account number, kaartnummer, kortnummer, numero carta, numero tarjeta, \
         numero tarjeta credito, cryptogramme visuel, numero de tarjeta, numero de tarjeta de credito, \
         numero do cartao, numero della carta, numero di carta, creditcardnummer, numer karty, \
         numer karty kredytowej, security code of the card, kreditkartennr, kk nummer, numero de la tarjeta",
    ),
    // `cvc_check` and `cvv_result_code` say how a check came out.
    (last(Class::Card), "cvv, cvc, cvv 2, cvc 2, cvv 2 code, cvc 2 code"),
    // A question may ask for it by no more; `credit_card_company` and `library_card_number` are not meant.
    (
        alone(Class::Card),
        "card number, card no, card num, cardnumber, numero de carte, credit card, creditcard, debit card, kreditkarte, \
         carte de credit, carte bancaire, tarjeta de credito, tarjeta bancaria, cartao de credito, carta di credito, \
         kredietkaart, karta kredytowa",
    ),
];
