//! Who somebody is and how to reach them.

use super::{Class, Rows, alone, is, last};

pub(super) const ROWS: Rows = &[
    (
        is(Class::Name),
        "full name, fullname, last name, lastname, lname, surname, family name, second name, middle name, \
         maiden name, contact name, customer name, client name, guest name, lead name, attendee name, \
         applicant name, candidate name, student name, employee name, recipient name, buyer name, shopper name, \
         subscriber name, member name, person name, persons name, owner name, billing name, shipping name, \
         delivery name, cardholder name, card holder name, account holder name, signer name, signatory name, \
         parent name, guardian name, child name, childs name, spouse name, mothers name, fathers name, \
         traveler name, traveller name, passenger name, donor name, volunteer name, participant name, \
         respondent name, submitter name, reporter name, invitee name, tenant name, resident name, your name, \
         their name, his name, her name, real name, name of the person, first and last name, \
         first name and last name, name and surname, first last name, emergency contact, assistant name, \
         ansprechpartner, ansprechpartnerin, nachname, familienname, vollständiger name, vor und nachname, \
         vorname und nachname, kundenname, ihr name, geburtsname, nom de famille, nom complet, nom et prenom, \
         prenom et nom, votre nom, apellido, nombre completo, nombre y apellido, su nombre, cognome, nome completo, \
         nome e cognome, sobrenome, apelido, achternaam, volledige naam, voor en achternaam, nazwisko, \
         imie i nazwisko, efternamn, etternavn, efternavn, sukunimi",
    ),
    (
        is(Class::FirstName),
        "first name, firstname, fname, given name, forename, christian name, preferred name, vorname, rufname, \
         prenom, primer nombre, nombre de pila, nome proprio, primeiro nome, voornaam, imie, fornamn, fornavn, \
         etunimi",
    ),
    (
        is(Class::Email),
        "email, e mail, email address, e mail address, mail address, email id, email adresse, e mail adresse, \
         mailadresse, emailadresse, mail adresse, emailaddress, adresse email, adresse e mail, adresse mail, \
         courriel, correo electronico, direccion de correo, direccion de correo electronico, endereco de email, \
         indirizzo email, indirizzo e mail, posta elettronica, emailadres, e mailadres, e mail adres, adres email, \
         adres e mail, from address, to address, reply address, reply to address, sender address, recipient address, \
         cc address, bcc address, electronic mail address",
    ),
    (alone(Class::Email), "correo, mail"),
    (
        is(Class::Phone),
        "phone, phone number, phonenumber, phone no, telephone, telephone number, mobile number, mobile no, \
         mobile phone, mobilephone, cell phone, cellphone, cell number, contact number, fax number, whatsapp number, \
         whats app number, whats app, text reminder number, caller number, tel no, tel number, telefon, \
         telefonnummer, telefonnr, telefon nr, handynummer, handynr, rückrufnummer, mobilnummer, mobiltelefon, \
         rufnummer, faxnummer, numero de telephone, numero de tel, telephone portable, numero de portable, telefono, \
         numero de telefono, numero de movil, numero de celular, numero celular, telefone, numero de telefone, \
         telemovel, numero di telefono, cellulare, telefoon, telefoonnummer, mobiel nummer, numer telefonu, \
         telefon komorkowy, numer komorki, mobilnr, puhelin, puhelinnumero",
    ),
    (alone(Class::Phone), "mobile, cell, tel, fax, whatsapp, handy, mobil, mobiel, movil, celular, portable, gsm"),
    (
        is(Class::Address),
        "address, addresse, addresses, address line, street address, home address, billing address, \
         shipping address, delivery address, mailing address, postal address, residential address, street name, \
         street line, street number, address city state, address city zip, address street city, billing street, \
         shipping street, mailing street, home street, house number, adresse, anschrift, strasse, \
         strasse und hausnummer, hausnummer, wohnadresse, lieferadresse, rechnungsadresse, postanschrift, \
         adresse postale, rue, direccion, direccion postal, domicilio, calle, endereco, morada, indirizzo, \
         via e numero civico, adres, straatnaam, straat, huisnummer, ulica, adres zamieszkania, adres domowy, \
         gatuadress, katuosoite, wohnanschrift, meldeadresse, meldeanschrift, privatadresse, privatanschrift, \
         lieferanschrift, rechnungsanschrift, postadresse, heimatadresse, residenza, woonadres, thuisadres, postadres, \
         afleveradres, factuuradres, adresse du domicile, adresse personnelle",
    ),
    (alone(Class::Address), "domicile, street, addr, rua, street 1, street 2"),
    (
        is(Class::BirthDate),
        "birthday, birthdate, birth date, birth day, date of birth, dateofbirth, dob, bday, geburtsdatum, \
         geburtstag, geb datum, date de naissance, datenaissance, fecha de nacimiento, fecha nacimiento, \
         data de nascimento, data nascimento, data di nascita, data nascita, geboortedatum, data urodzenia, \
         fodelsedatum, fodselsdato, syntymaaika, when were you born, born on, year of birth, birth year",
    ),
    (alone(Class::BirthDate), "naissance, nacimiento, nascimento, nascita, geboren, born"),
    (
        is(Class::IpAddress),
        "ip address, ip addr, ipaddress, ip adresse, adresse ip, direccion ip, indirizzo ip, client ip, remote ip, \
         user ip, visitor ip, source ip, remote addr, x forwarded for, ipv 4, ipv 6, signup ip, submitter ip, \
         ip signup, ip opt",
    ),
    // `ip_country` and `ip_version` say something about it.
    (last(Class::IpAddress), "ip"),
];
