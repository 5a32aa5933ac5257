//! What GDPR art. 9 and 10 protect, health aside.

use super::{Class, Rows, alone, is};

pub(super) const ROWS: Rows = &[
    (
        is(Class::Special),
        "ethnicity, ethnic origin, ethnic group, ethnic background, race ethnicity, race and ethnicity, \
         race or ethnicity, racial origin, racial or ethnic origin, racial background, religion, religious belief, \
         religious affiliation, religious denomination, religious view, philosophical belief, political opinion, \
         political view, political affiliation, political party, political belief, party affiliation, \
         party membership, voting preference, voted for, trade union, trade union membership, labor union, \
         labour union, union membership, union member, union affiliation, union dues, sexual orientation, \
         sexual preference, sexuality, sex life, gender identity and orientation, lgbt, lgbtq, transgender, \
         genetic data, genetic test, genetic result, dna result, dna test, dna profile, genome, genotype, \
         biometric data, biometric template, biometric id, fingerprint scan, fingerprint image, \
         fingerprint template, face template, faceprint, voiceprint, iris scan, retina scan, criminal record, \
         criminal history, criminal conviction, criminal background, prior conviction, felony conviction, \
         conviction of a crime, convicted of, been convicted, conviction history, previous conviction, felony, \
         felonies, misdemeanor, arrest record, police record",
    ),
    (
        is(Class::Special),
        "ethnische herkunft, religionszugehörigkeit, konfession, glaubensbekenntnis, weltanschauung, \
         kirchensteuermerkmal, politische meinung, parteizugehörigkeit, gewerkschaftsmitglied, \
         gewerkschaftszugehörigkeit, gewerkschaftsmitgliedschaft, sexuelle orientierung, vorstrafen, vorstrafe, \
         führungszeugnis, genetische daten, biometrische daten, origine ethnique, confession religieuse, \
         conviction religieuse, croyance religieuse, opinion politique, appartenance politique, \
         appartenance syndicale, orientation sexuelle, casier judiciaire, condamnation penale, origen etnico, \
         creencia religiosa, opinion politica, afiliacion politica, afiliacion sindical, orientacion sexual, \
         antecedentes penales, origem etnica, religiao, opiniao politica, filiacao sindical, filiacao partidaria, \
         orientacao sexual, antecedentes criminais, origine etnica, religione, opinioni politiche, \
         iscrizione al sindacato, orientamento sessuale, casellario giudiziale, etnische afkomst, godsdienst, \
         religie, geloofsovertuiging, politieke voorkeur, vakbondslidmaatschap, seksuele geaardheid, strafblad, \
         pochodzenie etniczne, wyznanie, religia, poglady polityczne, zwiazek zawodowy, orientacja seksualna, \
         karalnosc",
    ),
    (
        alone(Class::Special),
        "race, biometric, biometrics, convictions, dna, faith, glaube, ethnie, etnia, gewerkschaft, syndicat, \
         sindicato, vakbond, nationality and religion",
    ),
];
