//! Z705: identity documents, faces or medical pictures to an image service.

use crate::{data::has_phrase, rules::prelude::*, zap::Reference};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z705",
    name: "id-or-face-image",
    measure: Measure::Compliance,
    title: "An identity document or a face goes to an image service",
    severity: Severity::Medium,
    confidence: Confidence::Low,
    persona: Persona::Regular,
    what: "A picture of a passport, id card, licence, face or X-ray is given to Picsart, another image service or an AI.",
    why: "Thieves want such pictures most, and the address of a result is open to everyone who has it, with Picsart for 24 hours.",
    fix: "Keep such pictures out of the Zap. If they must go, have a contract with the service, tell the people, and delete the results.",
    references: &["GDPR Art. 9", "GDPR Art. 28", "GDPR Art. 35"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut told: Vec<String> = Vec::new();
    for step in facts.steps.iter().filter(|facts| facts.step.kind != StepKind::Trigger) {
        let Some(takes) = takes(step) else {
            continue;
        };
        outcomes.looked();
        let app = apps::app_name(step.step);
        if told.contains(&app) {
            continue;
        }
        let shown =
            step.fields.iter().filter(|field| !apps::is_setting_field(step.step, field.field)).find_map(|field| {
                let mut references = field
                    .field
                    .mappings()
                    .iter()
                    .flat_map(|mapping| mapping.references.iter().map(move |it| (mapping, it)));
                let as_file = takes == Takes::Pictures || apps::is_file_field(step.step, field.field);
                references.find_map(|(mapping, reference)| {
                    let (picture, name, from) = picture(facts, step.step, reference, as_file, 0)?;
                    Some((field, mapping, picture, name, from))
                })
            });
        let Some((field, mapping, picture, name, from)) = shown else {
            continue;
        };
        let found = outcomes
            .find(
                Place::field(step.step, &field.field.key),
                say!("“{}” looks like {} and goes to {}.", name, picture.label(), &app),
            )
            .evidence(mapping.text.clone())
            .path(from.into_iter().chain([step.step.index]).collect());
        if picture == Picture::Portrait {
            found.severity(Severity::Low).persona(Persona::Pedantic);
        }
        told.push(app);
    }
}

/// What a step does with pictures.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    /// It is made for them.
    Pictures,
    /// It takes texts and pictures.
    Anything,
}

fn takes(facts: &StepFacts<'_>) -> Option<Takes> {
    if facts.product == Product::Picsart || apps::kind(facts.step) == apps::Kind::Images {
        return Some(Takes::Pictures);
    }
    if facts.asks_ai().is_some() {
        let is_vision = has_phrase(&facts.step.action, &["image", "picture", "photo", "vision"]);
        return Some(if is_vision { Takes::Pictures } else { Takes::Anything });
    }
    const HOSTS: [&str; 5] = ["picsart.io", "remove.bg", "photoroom.com", "clipdrop.co", "stability.ai"];
    let calls = facts.calls_http() && targets(facts).iter().any(|target| target.address.is_at(&HOSTS));
    calls.then_some(Takes::Pictures)
}

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Picture {
    Document,
    Face,
    Medical,
    /// A face that was taken to be shown.
    Portrait,
}

impl Picture {
    const fn label(self) -> Word {
        match self {
            Self::Document => word!("an identity document"),
            Self::Face => word!("a picture of a face"),
            Self::Medical => word!("a medical picture"),
            Self::Portrait => word!("a portrait"),
        }
    }
}

/// What the reference shows, by its name or that of the file an earlier step was given; with the name and the step it is from.
fn picture<'z>(
    all: &Facts<'z>,
    step: &'z Step,
    reference: &'z Reference,
    as_file: bool,
    depth: usize,
) -> Option<(Picture, &'z str, Option<usize>)> {
    let source = all.source_at(step, reference);
    let label = step.mapped_names.get(&format!("{}__{}", reference.step, reference.key()));
    let joined = reference.path.join(" ");
    let shown = shows(&joined, as_file).or_else(|| shows(label?, as_file));
    if let Some(shown) = shown {
        return Some((shown, reference.name(), source.map(|source| source.step.index)));
    }
    let source = source.filter(|source| source.step.index < step.index && depth < 4)?;
    let passes_on = matches!(source.product, Product::Formatter | Product::Looping | Product::Files)
        || source.step.kind != StepKind::Trigger && apps::kind(source.step) == apps::Kind::Files;
    let fields = source.step.fields.iter().filter(|_| passes_on);
    fields
        .flat_map(|field| field.mappings())
        .flat_map(|mapping| &mapping.references)
        .take(16)
        .find_map(|earlier| picture(all, source.step, earlier, as_file, depth + 1))
}

/// What a file of this name shows. Where a text could be meant as well (`passport`), the name must say that it is a picture.
fn shows(name: &str, as_file: bool) -> Option<Picture> {
    if has_phrase(name, TEXTS) {
        return None;
    }
    let is_picture = as_file || has_phrase(name, PICTURES) || has_phrase(name, &["url", "link"]);
    // `face` and `licence` stand for many things: beside words of pictures alone they are what they say.
    let only = |word: &str| {
        let mut all = data::words(name);
        has_phrase(name, &[word])
            && all.all(|it| {
                it.is(word)
                    || PICTURES.iter().chain(BESIDE).any(|known| it.is(known))
                    || it.as_str().bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    if has_phrase(name, MEDICAL) {
        Some(Picture::Medical)
    } else if has_phrase(name, FACES) || is_picture && only("face") {
        Some(Picture::Face)
    } else if is_picture && (has_phrase(name, DOCUMENTS) || only("licence") || only("license"))
        || only("id") && has_phrase(name, PICTURES) && !has_phrase(name, RESOURCES)
    {
        Some(Picture::Document)
    } else {
        has_phrase(name, PORTRAITS).then_some(Picture::Portrait)
    }
}

/// About a document, not the picture of one; and things that only share its name.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "number", "no", "nr", "num", "numero", "nummer", "expiry", "expiration", "expire", "country", "nationality",
    "issued", "issuer", "required", "status", "verified", "plate", "key", "cover", "holder", "case", "wallet",
    "cream", "mask", "shield", "template", "product", "consent", "card reader",
];
#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "photo", "image", "picture", "pic", "scan", "scanned", "file", "upload", "uploaded", "attachment", "front",
    "back", "frontside", "backside", "foto", "bild", "imagen", "immagine", "zdjecie", "skan", "jpg", "png", "pdf",
];
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "url", "link", "side", "copy", "of", "your", "the", "a", "please", "document", "answer", "field", "value", "data",
    "customer", "user", "download",
];
/// `photo_id` is the number of a photo.
const RESOURCES: &[&str] =
    &["photo id", "image id", "file id", "picture id", "attachment id", "upload id", "document id", "scan id"];
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "passport", "id card", "idcard", "identity card", "identity document", "id document", "id proof", "proof of id",
    "proof of identity", "identity proof", "government id", "national id", "photo id upload", "upload photo id",
    "upload a photo id", "photo id front", "photo id file", "driver license", "drivers license", "driver licence",
    "drivers licence", "driving license", "driving licence", "residence permit", "ausweis", "personalausweis",
    "ausweiskopie", "ausweisfoto", "ausweisbild", "ausweisscan", "personalausweisfoto", "personalausweiskopie",
    "passkopie", "reisepassfoto", "reisepasskopie", "reisepassscan", "fuhrerscheinfoto", "fuhrerscheinkopie", "reisepass", "fuhrerschein", "fuehrerschein", "aufenthaltstitel", "carte d identite",
    "carte identite", "cni", "piece d identite", "passeport", "permis de conduire", "dni", "nie",
    "documento de identidad", "cedula", "pasaporte", "licencia de conducir", "permiso de conducir",
    "carta d identita", "carta identita", "documento d identita", "documento identita", "permesso di soggiorno",
    "tarjeta de identidad", "documento identidad", "carteira identidade", "dowod tozsamosci", "identitatskarte", "passaporto", "patente", "paspoort", "rijbewijs", "identiteitskaart",
    "identiteitsbewijs", "id kaart", "dowod osobisty", "paszport", "prawo jazdy", "cartao de cidadao",
    "carteira de identidade", "carteira de motorista", "cnh",
];
#[rustfmt::skip]
const FACES: &[&str] = &[
    "selfie", "mugshot", "face scan", "face id photo", "facial image", "passfoto", "passbild", "gesichtsfoto",
];
#[rustfmt::skip]
const MEDICAL: &[&str] = &[
    "x ray", "xray", "radiograph", "mri", "ct scan", "mammogram", "rontgen", "rontgenbild", "rontgenaufnahme", "roentgen",
    "roentgenbild", "radiographie", "radiografia", "wound photo", "ultrasound image", "ultrasound scan",
];
#[rustfmt::skip]
const PORTRAITS: &[&str] = &[
    "avatar", "headshot", "profile photo", "profile picture", "profile image", "profile pic", "portrait photo",
    "employee photo", "staff photo", "member photo", "student photo", "profilbild", "profilfoto", "photo de profil",
    "foto de perfil",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn picsart(image: &str) -> StepBuilder {
        action("PicsartCLIAPI@1.0.0", "remove_background").field("image_url", image)
    }

    #[test]
    fn documents_faces_and_medical_pictures_are_found() {
        let names = "passport_photo; passport; idCardFront; id_card; drivers_license; licence; license_upload; Selfie; \
             face; face_image; x-ray; xray_file; ID scan; Personalausweis; Führerschein; passeport; \
             carte_d_identite; DNI; rijbewijs; dowód osobisty; Passfoto; answers__Upload your passport; \
             identity_document; foto_carta_identita; driving_licence_front; pasaporte; carta d'identità";
        for name in names.split("; ") {
            finds(
                &RULE,
                steps![trigger("TypeformCLIAPI@1.0.0", "entry"), picsart(&format!("{{{{1__{name}}}}}"))],
                &[(2, "image_url", Severity::Medium)],
            );
        }
        for (step, field) in [
            (action("RemoveBgCLIAPI@1.0.0", "remove_background").field("image", "{{1__selfie_url}}"), "image"),
            (
                action("App77120CLIAPI@1.0.0", "remove_background").field("image", "{{1__drivers_license_front}}"),
                "image",
            ),
            (
                post("https://api.picsart.io/tools/1.0/removebg")
                    .field("data.image_url", r#"{{=gives["1"]["passport"]["url"]}}"#),
                "data.image_url",
            ),
            (action("OpenAiCLIAPI@1.0.0", "analyze_image").field("image", "{{1__passport}}"), "image"),
            (ai("Read {{1__passport_url}}"), "instructions"),
            (ai("Read the name").field("inputFields.picture", "{{1__passport_scan}}"), "inputFields.picture"),
            (action("ChatGPTCLIAPI@1.0.0", "conversation_responses_api").field("files", "{{1__id_card}}"), "files"),
        ] {
            finds(&RULE, steps![hook(), step], &[(2, field, Severity::Medium)]);
        }
    }

    #[test]
    fn files_are_followed_through_a_store() {
        finds(
            &RULE,
            steps![
                hook(),
                action("GoogleDriveCLIAPI@2.0.0", "upload_file").field("file", "{{1__passport_photo}}"),
                picsart("{{2__webContentLink}}")
            ],
            &[(3, "image_url", Severity::Medium)],
        );
    }

    #[test]
    fn portraits_are_for_those_who_want_each_small_thing() {
        finds(&RULE, steps![hook(), picsart("{{1__avatar}}")], &[(2, "image_url", Severity::Low)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let names = "product_photo; logo; image_url; photo; photo_id; image_id; license_key_image; license_plate_photo; \
             passport_holder_photo; face_cream_photo; typeface; surface_photo; facebook_image; passenger_photo; \
             before_after; id; file_id; cover_image; orientation";
        for name in names.split("; ") {
            silent(&RULE, steps![hook(), picsart(&format!("{{{{1__{name}}}}}"))]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                action("GoogleDriveCLIAPI@2.0.0", "upload_file").field("file", "{{1__passport_photo}}"),
                ai("Is this number well formed? {{1__passport}} {{1__passport_number}} {{1__licence}}"),
                slack("{{1__selfie}}"),
                action("App77120CLIAPI@1.0.0", "remove_member").field("image", "{{1__selfie}}"),
                picsart("{{1__photo}}").field("output_type", "{{1__face}}"),
            ],
        );
    }
}
