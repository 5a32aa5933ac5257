//! Names of fields that hold personal data, in the languages of the catalogue and in each spelling.

use super::super::*;

#[rustfmt::skip]
const KNOWN: &[(Class, &str)] = &[
    (Class::Name, "full_name; FullName; last name; customerLastName; surname; Family Name; contact.name; billing_last_name; Cardholder Name; AssistantName; \
        emergency_contact; Account holder name; Nachname; Vor- und Nachname; Kundenname; Ansprechpartner; nom de famille; Nom et prénom; nom_complet; \
        apellidos; Nombre completo; nombre y apellidos; cognome; Nome e cognome; sobrenome; nome completo; achternaam; Naam en achternaam; nazwisko; \
        Imię i nazwisko; fullname; What is your full name?; answers.Your Name; parent_name; Student Name; patient's last name; first_and_last_name"),
    (Class::FirstName, "first_name; firstName; FNAME; given-name; Vorname; prénom; Primer nombre; nombre de pila; primeiro nome; voornaam; imię; \
        preferred_first_name; customer[first_name]"),
    (Class::Email, "email; E-Mail; emailAddress; email_address; workEmail; customer__email; data[email]; contact.email; Correo electrónico; courriel; \
        Adresse e-mail; E-Mail-Adresse; Mailadresse; indirizzo email; e-mailadres; adres e-mail; endereço de e-mail; payer_email; parent_email; email2; \
        Your e-mail please; secondary-email; reporter_email; creator email; EMAIL_ADDR; emails[0]; personal_email; mail"),
    (Class::Phone, "phone; phone_number; PhoneNumber; mobilePhone; mobile_number; cell; telephone; Contact number; WhatsApp number; text_reminder_number; \
        phone_no; AssistantPhone; home-phone; Telefonnummer; Handynummer; Mobilnummer; Rückrufnummer; téléphone; Numéro de téléphone; N° de téléphone; \
        portable; teléfono; Número de móvil; telefone; telemóvel; número de celular; telefono; cellulare; Numero di telefono; telefoonnummer; mobiel; \
        numer telefonu; telefon; fax_number; caller_number; customer_phone"),
    (Class::Address, "address; street_address; addressLine1; address_1; shipping_address; BillingStreet; MailingStreet; home address; Anschrift; Straße; \
        Straße und Hausnummer; Lieferadresse; Wohnadresse; adresse; adresse postale; Adresse de livraison; dirección; Domicilio; calle y número; \
        endereço; morada; Rua; indirizzo; Indirizzo di spedizione; adres; straat; Straatnaam; ulica; adres zamieszkania; residential_address; Wohnanschrift; Privatadresse; woonadres; indirizzo di residenza"),
    (Class::BirthDate, "dob; DOB; birthday; birthDate; birth_date; customer_birth_date; date_of_birth; dateOfBirth; born_on; Birthdate; Geburtsdatum; \
        Geburtstag; geb_datum; date de naissance; naissance; fecha de nacimiento; nacimiento; data de nascimento; nascimento; data_nascimento; \
        data di nascita; geboortedatum; data urodzenia; When is your birthday?; year_of_birth; child_dob; birth.date"),
    (Class::IpAddress, "ip; ip_address; client_ip; customer_ip_address; browser_ip; ipAddress; X-Forwarded-For; IP-Adresse; adresse IP; ip_signup; \
        last_login_ip; remote_ip"),
    (Class::GovId, "ssn; SSN; social_security_number; employee_ssn; Social Security No.; sin; customer_sin; nino; NI number; National Insurance Number; \
        nhs_number; NHS No; itin; tax_id; tax file number; TFN; passport_number; passportNo; Passport; drivers_license_number; Driver's License; \
        driving_licence_no; national_id; national-id-number; id_card_number; identity_number; aadhaar; Aadhaar Number; PAN card; pan_number; nric; NRIC/FIN; \
        rrn; personnummer; henkilötunnus; fødselsnummer; cpr_number; voter_id; Steuer-ID; Steuernummer; Steueridentifikationsnummer; \
        Sozialversicherungsnummer; SV-Nummer; Rentenversicherungsnummer; Personalausweisnummer; Ausweisnummer; Reisepassnummer; Führerscheinnummer; \
        numéro de sécurité sociale; Numéro de passeport; Carte d'identité; numéro fiscal; NIR; permis_de_conduire; DNI; dni_cliente; NIE; NIF; DNI/NIE; \
        Número de la Seguridad Social; número de pasaporte; CURP; cédula de identidad; codice fiscale; codiceFiscale; CODICE_FISCALE; \
        Numero di passaporto; carta d'identità; BSN; burgerservicenummer; bsn_nummer; rijbewijsnummer; paspoortnummer; PESEL; nr PESEL; numer_pesel; \
        Numer dowodu; seria i numer dowodu osobistego; CPF; cpf_cliente; RG; número de contribuinte; Cartão de Cidadão; NISS; \
        numéro de registre national; rijksregisternummer; ssn_or_itin; applicant.ssn; data__ssn; form[ssn]; employee-tax-id; customerPassportNumber; \
        resident registration number; CNP; PPS number; AHV-Nr.; national_insurance; matric_card_nric; medicare_number"),
    (Class::Finance, "iban; IBAN; customer_iban; iban_number; bank_account; bank_account_number; bankAccountNumber; routing_number; sort_code; ABA number; \
        account_and_routing_number; BSB; bsb_number; Kontonummer; kontonummer_kunde; Bankverbindung; IBAN-Nummer; numero_conto; Número de conta; BLZ; RIB; numéro de compte bancaire; \
        Compte bancaire; CLABE; número de cuenta bancaria; Cuenta bancaria; conta bancária; número da conta; NIB; conto corrente; Numero di conto; \
        rekeningnummer; bankrekening; numer konta bankowego; Numer rachunku; direct_deposit_account; wallet_address; kontonr; account number (bank); coordinate bancarie; nr konta bankowego"),
    (Class::Card, "card_number; cardNumber; credit_card_number; creditCardNumber; CC Number; ccnum; debit_card_number; cvv; CVC; cvv2; card_security_code; \
        Kreditkartennummer; Kreditkarte; Kartennummer der Kreditkarte; Prüfnummer der Karte; numéro de carte bancaire; Carte bancaire; \
        cryptogramme visuel; número de tarjeta; tarjeta de crédito; código de seguridad de la tarjeta; número do cartão; cartão de crédito; numero di carta; \
        Carta di credito; creditcardnummer; numer karty; payment_card_number; card_num; cvv2_code; KK-Nummer; What is your credit card number?; card.cvc"),
    (Class::Health, "diagnosis; primary_diagnosis; diagnosisCode; icd10; icd_code; medication; current_medications; prescriptions; patient_id; patientName; \
        mrn; medical_record_number; allergies; Do you have allergies?; blood_type; insurance_member_id; health_insurance_number; treatment_plan; \
        pregnancy; disability; disability_status; medical history; Diagnose; Medikamente; Vorerkrankungen; Allergien; Krankenkasse; \
        Versichertennummer; Blutgruppe; Behinderung; diagnostic médical; traitement médical; antécédents médicaux; maladie; grossesse; diagnóstico; \
        medicación; alergias; enfermedades; historia clínica; embarazo; diagnosi; farmaci; allergie; gravidanza; tessera sanitaria; medicatie; \
        ziekte; zwangerschap; zorgverzekering; diagnoza; leki; choroby; alergie; niepełnosprawność; medicamentos; doenças; gravidez; plano de saúde; \
        sick_note; Krankmeldung; arrêt maladie; vaccination_status; Diagnoseschlüssel; medicijnen; terapia_farmacologica; ordonnance; malattie; Patientenakte; cartella clinica; carte Vitale; receta médica; mental_health; hiv_status"),
    (Class::Special, "ethnicity; race; race_ethnicity; Ethnic origin; religion; religious_beliefs; political_opinion; political_affiliation; party_membership; \
        trade_union; union_member; sexual_orientation; genetic_data; biometric_id; fingerprint_biometric_id; criminal_record; criminal_convictions; Have you been convicted of a \
        crime?; Religionszugehörigkeit; Konfession; ethnische Herkunft; Gewerkschaft; Gewerkschaftszugehörigkeit; Parteizugehörigkeit; Vorstrafen; \
        sexuelle Orientierung; origine ethnique; convictions religieuses; opinions politiques; appartenance syndicale; orientation sexuelle; \
        casier judiciaire; origen étnico; religión; afiliación política; afiliación sindical; orientación sexual; antecedentes penales; \
        religione; opinioni politiche; orientamento sessuale; casellario giudiziale; religião; orientação sexual; antecedentes criminais; \
        godsdienst; etnische afkomst; vakbondslidmaatschap; strafblad; seksuele geaardheid; wyznanie; pochodzenie etniczne; orientacja seksualna; \
        karalność; przynależność_związkowa; racial_identity; Parteimitgliedschaft; etniciteit; church_membership; police_certificate; politieke_overtuiging; appartenenza_sindacale; orientação política; Fingerabdruck; empreintes digitales; huella dactilar; impronta digitale; DNA-Ergebnis; \
        strafrechtelijk verleden; Fedina penale; raça/cor; datos biométricos; grupo étnico; employee.religion; data[ethnicity]; applicant_race; felony_conviction"),
];

#[test]
fn personal_names_are_known_in_each_language_and_spelling() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (class, names) in KNOWN {
        for name in names.split("; ") {
            count += 1;
            let found = classes_of_name(name);
            if !found.contains(*class) {
                wrong.push(format!("{name} should be {class:?}, is {:?}", found.iter().collect::<Vec<_>>()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 150, "{count}");
}
