//! Words of medicine.

use super::{Class, Classes, Means, Rows, alone, is};

pub(super) const ROWS: Rows = &[
    (
        is(Class::Health),
        "diagnosis, diagnoses, diagnosed, diagnosis code, icd code, icd 9, icd 10, icd 11, snomed, cpt code, \
         medication, current medication, prescription, prescribed, allergy, allergies, allergic, blood type, \
         blood group, blood pressure, blood test, blood sugar, heart rate variability, patient, patient id, \
         patient number, patients, mrn number, medical record, medical record number, medical record no, \
         medical history, health history, medical condition, health condition, medical note, medical information, \
         medical info, health information, health record, treatment plan, care plan, insurance member id, \
         health insurance, health insurance number, health insurance id, health plan, medical insurance, \
         insurance policy member id, insurance member number, insurance group number, medicare, medicaid, mbi number, chronic illness, chronic disease, illness, disease, \
         disability, disabilities, disabled person, pregnant, pregnancy, due date of pregnancy, vaccination, \
         vaccine, vaccinated, immunization, covid test, covid status, hiv, hiv status, cancer type, mental health, \
         psychiatric, surgery, surgical history, lab result, pathology, radiology, clinical note, sick note, \
         sick leave reason, health status, health issue, health problem, medical certificate, body mass index, \
         dosage, inpatient, outpatient, special needs, health data",
    ),
    (
        is(Class::Health),
        "diagnose, diagnosen, medikament, medikamente, medikation, rezeptpflichtig, allergie, allergien, blutgruppe, \
         patientin, patientennummer, patientenname, patienten id, krankheit, vorerkrankung, vorerkrankungen, \
         krankengeschichte, krankenkasse, krankenversicherung, krankenversicherungsnummer, versichertennummer, \
         gesundheitsdaten, gesundheitszustand, behinderung, schwerbehinderung, schwangerschaft, krankmeldung, \
         krankschreibung, diagnoseschlüssel, medikationsplan, impfung, impfstatus, diagnostic medical, medicament, traitement medical, \
         ordonnance medicale, groupe sanguin, antecedents medicaux, maladie, mutuelle sante, assurance maladie, \
         arret maladie, grossesse, etat de sante, donnees de sante, diagnostico, diagnostico medico, medicacion, \
         medicamento, alergia, grupo sanguineo, paciente, enfermedad, enfermedades, historia clinica, \
         historial medico, discapacidad, embarazo, seguro medico, estado de salud, medicacao, tipo sanguineo, \
         doenca, historico medico, deficiencia fisica, gravidez, plano de saude, diagnosi, farmaco, farmaci, \
         allergia, gruppo sanguigno, paziente, malattia, anamnesi, disabilita, gravidanza, tessera sanitaria, \
         stato di salute, medicatie, bloedgroep, ziekte, zwangerschap, zorgverzekering, gezondheid, diagnoza, leki, \
         ziektegeschiedenis, medicijn, medicijnen, patologia, patologie, terapia farmacologica, recepta, \
         alergie, grupa krwi, pacjent, choroba, choroby, niepelnosprawnosc, ciaza, stan zdrowia, malattie, \
         krankheiten, erkrankung, erkrankungen, patienten, patientenakte, patientennr, krankenkassennummer, \
         krankenversichertennummer, schwanger, impfungen, blutdruck, dossier medical, antecedents de sante, \
         carte vitale, numero de carte vitale, pression arterielle, expediente medico, antecedentes medicos, \
         presion arterial, vacunas, receta medica, prontuario medico, receita medica, pressao arterial, \
         cartella clinica, ricetta medica, prescrizione medica, pressione sanguigna, vaccinazione, vaccinazioni, \
         medisch dossier, medische gegevens, bloeddruk, patientnaam, patientnummer, aandoening, aandoeningen",
    ),
    (
        Means::Is(Classes::of(&[Class::Health, Class::Name])),
        "patient name, patient full name, patient last name, patients name, name of patient, name of the patient, \
         nombre del paciente, nome do paciente, nome del paziente, nom du patient",
    ),
    (alone(Class::Health), "mrn, icd, bmi, medical, handicap, phi, ordonnance"),
    (
        Means::WeakHealth,
        "symptom, symptoms, symptome, treatment, therapy, therapist, doctor, physician, clinic, hospital, health, \
         injury, injuries, test result, dietary requirement, dietary restriction, diet, food intolerance, dose, \
         behandlung, therapie, arzt, hausarzt, traitement, medecin, tratamiento, sintomas, medico, trattamento, \
         sintomi",
    ),
    (
        Means::Ordinary,
        "golf handicap, handicap index, be patient, patient with us, health check url, health check, \
         health endpoint, health score of account, account health, deal health, system health, service health, \
         project health, prescription box, prescription glasses, prescription lens, prescription sunglasses, \
         pregnancy safe, diagnosis log, disease free, prevention of disease",
    ),
];
