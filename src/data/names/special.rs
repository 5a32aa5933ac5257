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
         biometric data, biometric template, biometric id, fingerprint scan, fingerprint biometric, fingerprint biometric id, biometric fingerprint, fingerprint image, \
         fingerprint template, face template, faceprint, voiceprint, voice print, iris scan, retina scan, criminal record, \
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
         church membership, faith community, racial identity, political leaning, political orientation, voted party, \
         union card number, union card no, face embedding, face encoding, dbs check, police certificate, \
         police clearance, ethnische zugehörigkeit, parteimitgliedschaft, parteimitglied, vorstrafenregister, \
         iscrizione sindacale, etniciteit, geloofsgemeenschap, seksuele voorkeur, przynaleznosc partyjna, \
         zaswiadczenie o niekaralnosci, niekaralnosc, karalnosc, przynaleznosc zwiazkowa, czlonkostwo w zwiazku, pochodzenie rasowe, przekonania religijne, \
         przekonania polityczne, vakbondslid, lid van vakbond, politieke overtuiging, appartenance religieuse, \
         origine raciale, adhesion syndicale, appartenenza sindacale, fede religiosa, convinzioni religiose, \
         orientamento politico, condanne penali, precedenti penali, creencias religiosas, ideologia politica, \
         origen racial, crenca religiosa, orientacao politica, origem racial",
    ),
    (
        is(Class::Special),
        "fingerabdruck, fingerabdrücke, empreinte digitale, huella dactilar, impronta digitale, impronte digitali, \
         vingerafdruk, vingerafdrukken, impressao digital, impressoes digitais, odcisk palca, odciski palcow, \
         dna analyse, dna analysis, dna sample, dna ergebnis, dna resultaat, gentest, gentestergebnis, \
         genetisches ergebnis, test genetique, resultat genetique, donnees genetiques, \
         donnees biometriques, datos geneticos, datos biometricos, test genetico, dati genetici, dati biometrici, \
         dados geneticos, dados biometricos, genetische gegevens, biometrische gegevens, strafrechtelijk verleden, \
         strafrechtelijke gegevens, strafrechtliche verurteilung, strafrechtliche verurteilungen, vorbestraft, \
         antecedents judiciaires, antecedents penaux, fedina penale, ficha criminal, registro criminal, \
         etnische groep, gruppo etnico, grupo etnico, groupe ethnique, raca cor, cor raca, raca ou cor, \
         convicciones politicas, convicciones religiosas, convicoes religiosas, convicoes politicas, \
         politische partei, politische überzeugung, politische ansichten, religiöse überzeugung, kirchensteuer, \
         kirchenzugehörigkeit, kerkgenootschap, religious background, religion or belief, opinioes politicas, \
         opiniones politicas, lidmaatschap vakbond, partito politico, partido politico, parti politique, \
         politieke partij, politieke opvattingen",
    ),
    (
        alone(Class::Special),
        "race, caste, biometric, biometrics, convictions, dna, faith, glaube, ethnie, etnia, creed, gewerkschaft, syndicat, \
         sindicato, vakbond, nationality and religion",
    ),
];
