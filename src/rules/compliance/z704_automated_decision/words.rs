//! The words by which Z704 knows judgements, refusals and the people they are about, in several languages.

#[rustfmt::skip]
pub(super) const GOOD: &[&str] = &[
    "suitable", "qualified", "qualify", "approved", "approve", "accepted", "eligible", "fit", "good fit", "passed",
    "hire", "geeignet", "shortlist",
];

/// `claim` and `resume` are verbs in a prompt, and `credit` alone may be a note of an invoice.
#[rustfmt::skip]
pub(super) const ASKED_ABOUT: &[&str] = &[
    "credit decision", "credit application", "creditworthy", "creditworthiness", "credit check", "credit risk", "credit score", "borrower", "bonitat",
    "job application", "rental application", "bewerbung", "candidature", "insurance claim",
    "applicant", "candidate", "cv", "loan", "mortgage", "tenant", "bewerber", "kredit", "mieter", "candidat", "candidato", "kandydat",
];

#[rustfmt::skip]
pub(super) const SCORES: &[&str] = &[
    "score", "scoring", "probability", "likelihood", "risk level", "risk rating", "credit rating", "punktzahl",
    "bewertungspunkte", "puntaje", "puntuacion",
];

#[rustfmt::skip]
pub(super) const ADVERSE: &[&str] = &[
    "reject", "rejected", "rejection", "deny", "denied", "denial", "decline", "declined", "disqualified",
    "disqualify", "not suitable", "unsuitable", "not qualified", "not a fit", "not a good fit", "no fit",
    "ineligible", "not eligible", "not selected", "not been selected", "not shortlisted", "not moving forward",
    "not be moving forward", "not move forward", "other candidate", "other applicant", "not to proceed",
    "not proceed", "not proceeding", "unable to offer", "unable to approve", "cannot offer", "cannot approve",
    "regret to inform", "we regret", "not successful", "unsuccessful", "turned down", "refuse", "refused",
    "not approved", "not been approved", "suspend", "suspended", "terminated", "account closed", "close your account",
    "closed your account", "high risk", "abgelehnt", "ablehnung", "ablehnen", "absage", "nicht geeignet",
    "ungeeignet", "nicht berucksichtigen", "gekundigt", "gesperrt", "refus", "rejet", "rejete", "non retenue",
    "non retenu", "pas retenue", "pas retenu", "rechazado", "rechazada", "rechazo", "denegado", "denegada",
    "no seleccionado", "no apto", "rifiutato", "rifiutata", "respinto", "respinta", "non idoneo", "afgewezen",
    "afwijzing", "niet geschikt", "odrzucony", "odrzucone", "odmowa", "recusado", "recusada", "rejeitado",
    "rejeitada", "reprovado", "won t be able to offer", "not be able to offer", "not be able to approve",
    "unable to proceed", "not been successful", "decided not to",
];

/// Actions that take something from a person.
#[rustfmt::skip]
pub(super) const ENDING: &[&str] = &[
    "suspend", "ban", "block", "deactivate", "disable", "terminate", "close account", "cancel subscription",
    "cancel membership", "cancel policy",
];

/// What a record of such a decision says.
#[rustfmt::skip]
pub(super) const RECORDED: &[&str] = &[
    "reject", "rejected", "rejection", "deny", "denied", "decline", "declined", "not suitable", "unsuitable",
    "ineligible", "not eligible", "not selected", "unsuccessful", "refused", "not approved", "suspend", "suspended",
    "banned", "blacklist", "blacklisted", "terminated", "disqualify application", "disqualify candidate",
    "disqualify applicant", "close account", "abgelehnt", "absage", "ungeeignet", "gesperrt", "refuse", "rejete",
    "rechazado", "rechazada", "denegado", "rifiutato", "respinto", "afgewezen", "odrzucony", "recusado", "rejeitado",
];

/// What may well be sorted by a machine.
#[rustfmt::skip]
pub(super) const NOT_PEOPLE: &[&str] = &[
    "lead", "deal", "ticket priority", "spam", "comment", "post", "product", "event", "meeting", "invoice", "expense",
    "order", "review", "draft", "issue",
];

#[rustfmt::skip]
pub(super) const PRICES: &[&str] = &[
    "price", "premium", "interest rate", "credit limit", "quote", "quoted price", "deposit", "preis", "pramie",
    "zinssatz", "prix", "precio", "tarifa",
];

#[rustfmt::skip]
pub(super) const APPLICANTS: &[&str] = &[
    "applicant", "candidate", "cv", "resume", "loan", "mortgage", "claim", "insurance", "tenant", "tenancy",
    "admission", "scholarship", "bewerber", "bewerbung", "bewerbungen", "kredit", "mieter", "candidat", "candidature",
    "candidato", "candidatura", "solicitud", "sollicitant", "sollicitatie", "kandydat",
];

/// In an app for tasks these may be about anything.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &[
    "application", "credit", "rental", "student", "benefit", "employee", "staff", "account", "user", "customer",
    "member", "seller", "driver", "antrag",
];

/// Regret alone is polite; over an application it is a no.
#[rustfmt::skip]
pub(super) const SORRY: &[&str] = &[
    "unfortunately", "regrettably", "sorry to", "leider", "malheureusement", "lamentablemente", "purtroppo", "helaas",
    "niestety", "infelizmente",
];

#[rustfmt::skip]
pub(super) const APPLIED: &[&str] = &[
    "application", "apply", "applied", "applying", "position", "role", "loan", "credit", "claim", "tenancy",
    "admission", "bewerbung", "stelle", "kredit", "candidature", "candidatura", "solicitud", "sollicitatie",
    "aplikacja",
];
