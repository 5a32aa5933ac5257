//! The numbers by which states know people, banks their accounts and health insurance its members: how each is written,
//! and what is checked.

use super::states as of;
use super::{Class, bank};

/// One sort of number.
pub(super) struct Row {
    pub class: Class,
    /// What it is, in plain English with its article.
    pub kind: &'static str,
    /// Ways to write it that hardly anything else has: with the check, such a number is proved.
    pub proved: &'static [&'static str],
    /// Ways to write it that other numbers have, too: it needs a word beside it or a name over it.
    pub open: &'static [&'static str],
    pub check: fn(&[u8]) -> bool,
    /// Words that say it is this number.
    pub words: &'static [&'static str],
}

/// Words that say it is a number of this class, of whatever state.
#[rustfmt::skip]
pub(super) const ANY_STATE: &[&str] = &[
    "tax id", "tax number", "national id", "identity number", "id number", "identification number", "social security", "steuernummer",
];

const fn state(
    kind: &'static str,
    proved: &'static [&'static str],
    open: &'static [&'static str],
    check: fn(&[u8]) -> bool,
    words: &'static [&'static str],
) -> Row {
    Row { class: Class::GovId, kind, proved, open, check, words }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    state("a US Social Security number", &["###-##-####"], &["#########", "### ## ####"], of::ssn, &["ssn", "social security"]),
    state("a US taxpayer number", &["###-##-####"], &["#########", "### ## ####"], of::itin, &["itin", "taxpayer"]),
    state("a Brazilian CPF", &["###.###.###-##"], &["###########"], of::cpf, &["cpf"]),
    state("an Italian codice fiscale", &["@@@@@@**@**@***@"], &[], of::italian, &[]),
    state("a Finnish personal identity code", &["######-###@", "######+###@", "######@###*"], &["######-####"], of::finnish, &["henkilotunnus", "hetu"]),
    state("a UK National Insurance number", &["@@ ## ## ## @", "@@-##-##-##-@"], &["@@######@", "@@ ###### @"], of::nino,
        &["nino", "national insurance", "ni number", "ni no"]),
    state("a Spanish NIF", &["########@", "########-@"], &[], of::nif, &[]),
    state("a Spanish NIE", &["@#######@", "@-#######-@", "@#######-@", "@-#######@"], &[], of::nie, &[]),
    state("a Belgian national number", &["##.##.##-###.##", "##.##.##.###.##", "##.##.##-### ##"], &["###########"], of::belgian, &["rijksregisternummer", "registre national", "niss", "insz"]),
    state("a French social security number", &["###############", "# ## ## ## ### ### ##", "############# ##"], &[], of::french, &[]),
    state("a Singapore NRIC or FIN", &[], &["@#######@"], of::singapore, &["nric", "fin", "uin"]),
    state("an Indian PAN", &[], &["@@@@@####@"], of::pan, &["pan", "permanent account"]),
    state("an Indian Aadhaar number", &[], &["#### #### ####", "####-####-####", "############"], of::aadhaar, &["aadhaar", "aadhar", "uidai"]),
    state("a UK NHS number", &[], &["### ### ####", "###-###-####", "##########"], of::nhs, &["nhs"]),
    state("a Canadian Social Insurance number", &[], &["### ### ###", "###-###-###", "#########"], of::canadian, &["sin", "social insurance"]),
    state("an Australian tax file number", &[], &["### ### ###", "#########"], of::australian, &["tfn", "tax file"]),
    state("a Dutch BSN", &[], &["#########", "####.##.###", "#### ## ###"], of::dutch, &["bsn", "burgerservicenummer", "sofinummer"]),
    state("a Portuguese NIF", &[], &["#########", "### ### ###"], of::portuguese, &["nif", "contribuinte"]),
    state("a Swedish personnummer", &[], &["######-####", "########-####", "######+####", "############", "##########"], of::swedish,
        &["personnummer", "samordningsnummer"]),
    state("a Korean registration number", &[], &["######-#######", "#############"], of::korean, &["rrn", "resident registration"]),
    state("a Polish PESEL", &[], &["###########"], of::pesel, &["pesel"]),
    state("a German tax id", &[], &["###########", "## ### ### ###", "## ###########"], of::german, &["steuer id", "steuerid", "steueridentifikationsnummer", "idnr", "tin"]),
    state("a Norwegian birth number", &[], &["###########", "###### #####"], of::norwegian, &["fodselsnummer", "personnummer"]),
    state("a Swiss AHV number", &["756.####.####.##"], &["756##########"], of::swiss, &["ahv", "avs", "oasi", "ahvn 13", "navs 13"]),
    state("a Mexican CURP", &["@@@@######@@@@@@*#"], &[], of::mexican, &[]),
    state("a Danish CPR number", &[], &["######-####", "##########"], of::danish, &["cpr", "personnummer"]),
    state("a Czech or Slovak birth number", &[], &["######/####"], of::czech, &["rodne cislo", "birth number", "rc"]),
    state("a Romanian CNP", &[], &["#############"], of::romanian, &["cnp", "cod numeric personal"]),
    state("a Bulgarian EGN", &[], &["##########"], of::bulgarian, &["egn"]),
    state("a Turkish identity number", &[], &["###########"], of::turkish, &["tckn", "tc kimlik", "kimlik no", "kimlik"]),
    state("an Irish PPS number", &[], &["#######@", "#######@@"], of::irish, &["pps", "ppsn"]),
    state("an Austrian insurance number", &[], &["#### ######", "##########"], of::austrian, &["sozialversicherungsnummer", "svnr", "sv nummer", "sv nr"]),
    Row { class: Class::Health, kind: "a US Medicare number", proved: &["#@*#-@*#-@@##"], open: &["#@*#@*#@@##"], check: of::medicare,
        words: &["mbi", "medicare"] },
    Row { class: Class::Finance, kind: "a US bank routing number", proved: &[], open: &["#########"], check: bank::routing, words: &["routing", "aba"] },
    Row { class: Class::Finance, kind: "a Mexican CLABE", proved: &[], open: &["##################"], check: bank::clabe, words: &["clabe"] },
];
