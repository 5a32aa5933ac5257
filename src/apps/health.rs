//! Apps that hold health data (Z701).

use super::catalog::{Kind, kind};
use crate::zap::Step;

/// Whose health an app is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patients {
    /// People: practice software, health records, tele-health.
    People,
    /// Animals: their owners' data is personal, but none of it is health data.
    Animals,
}

/// Whether a step uses an app made for health data, known by name or by words such as "EHR" or "Clinic" in its name.
#[must_use]
pub fn health_app(step: &Step) -> Option<Patients> {
    match kind(step) {
        Kind::Health => Some(Patients::People),
        Kind::Veterinary => Some(Patients::Animals),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_animals() {
        let of = |app: &str, name: Option<&str>| {
            health_app(&Step { app: app.into(), app_name: name.map(str::to_owned), ..Step::default() })
        };
        for app in ["ClinikoCLIAPI", "SimplePracticeCLIAPI", "DrChronoCLIAPI", "HealthieCLIAPI", "IntakeQCLIAPI"] {
            assert_eq!(of(app, None), Some(Patients::People), "{app}");
        }
        assert_eq!(of("", Some("Jane App")), Some(Patients::People));
        assert_eq!(of("", Some("Doxy.me")), Some(Patients::People));
        assert_eq!(of("EzyVetCLIAPI", None), Some(Patients::Animals));
        assert_eq!(of("", Some("Vet Clinic Manager")), Some(Patients::Animals));
        assert_eq!(of("CanvaCLIAPI", None), None);
        assert_eq!(of("", Some("Patience Games")), None);
        assert_eq!(of("", Some("Epic Games")), None);
    }
}
