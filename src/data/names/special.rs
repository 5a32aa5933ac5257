//! What GDPR art. 9 and 10 protect, health aside.

use super::{Class, Rows, alone, is};

pub(super) const ROWS: Rows = &[
    (
        is(Class::Special),
        "ethnicity, ethnic origin, ethnic group, ethnic background, race ethnicity, race and ethnicity, \
         race or ethnicity, racial origin, racial or ethnic origin, racial background, religion, \
         religious belief, religious affiliation, religious denomination, religious view, faith, \
         philosophical belief, political opinion, political view, political affiliation, political party, \
         political belief, party affiliation, party membership, voting preference, voted for, trade union, \
         trade union membership, labor union, labour union, union membership, union member, union affiliation, \
         union dues, sexual orientation, sexual preference, sexuality, sex life, \
         gender identity and orientation, lgbt, lgbtq, transgender, genetic data, genetic test, genetic result, \
         dna result, dna test, dna profile, genome, genotype, biometric data, biometric template, \
         biometric id, fingerprint scan, fingerprint image, fingerprint template, face template, faceprint, \
         voiceprint, iris scan, retina scan, criminal record, criminal history, criminal conviction, \
         criminal background, prior conviction, conviction history, previous conviction, felony, felonies, \
         misdemeanor, arrest record, police record",
    ),
    (
        is(Class::Special),
        "ethnische herkunft, ethnie, religionszugehörigkeit, konfession, glaube, glaubensbekenntnis, \
         weltanschauung, kirchensteuermerkmal, politische meinung, parteizugehörigkeit, gewerkschaft, \
         gewerkschaftsmitglied, gewerkschaftszugehörigkeit, gewerkschaftsmitgliedschaft, sexuelle orientierung, \
         vorstrafen, vorstrafe, führungszeugnis, genetische daten, biometrische daten, origine ethnique, \
         confession religieuse, croyance religieuse, opinion politique, appartenance politique, \
         appartenance syndicale, syndicat, orientation sexuelle, casier judiciaire, condamnation penale, \
         origen etnico, etnia, creencia religiosa, opinion politica, afiliacion politica, afiliacion sindical, \
         sindicato, orientacion sexual, antecedentes penales, origem etnica, religiao, opiniao politica, \
         filiacao sindical, filiacao partidaria, orientacao sexual, antecedentes criminais, origine etnica, \
         religione, opinioni politiche, iscrizione al sindacato, orientamento sessuale, casellario giudiziale, \
         etnische afkomst, godsdienst, religie, geloofsovertuiging, politieke voorkeur, vakbond, \
         vakbondslidmaatschap, seksuele geaardheid, strafblad, pochodzenie etniczne, wyznanie, religia, \
         poglady polityczne, zwiazek zawodowy, orientacja seksualna, karalnosc",
    ),
    (alone(Class::Special), "race, biometric, biometrics, conviction, raza, rasse, dna, nationality and religion"),
];
