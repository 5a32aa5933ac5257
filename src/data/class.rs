//! The classes of data that rules speak about, and small sets of them.

use crate::{word, words::Word};

/// What a piece of data is. The classes follow Presidio's entities and GDPR art. 9 and 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// A person's full or last name.
    Name,
    /// A first name only.
    FirstName,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A street or postal address.
    Address,
    /// A date of birth.
    BirthDate,
    /// An IP address.
    IpAddress,
    /// A number given by a state: social security, tax, passport, identity card, driving licence.
    GovId,
    /// A bank account: IBAN, account and routing number, salary account.
    Finance,
    /// A full card number or its security code.
    Card,
    /// Health data.
    Health,
    /// Origin, religion, politics, union, genetics, biometrics, sex life or convictions (GDPR art. 9 and 10).
    Special,
    /// A password.
    Password,
    /// A one-time code, or a link that signs in or sets a new password.
    LoginCode,
    /// An API key, token or other credential of a program.
    Secret,
    /// A whole text that can hold anything: mail body, message, transcript, chat log, document.
    FreeText,
}

impl Class {
    /// All classes, in order.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::FirstName,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::BirthDate,
        Self::IpAddress,
        Self::GovId,
        Self::Finance,
        Self::Card,
        Self::Health,
        Self::Special,
        Self::Password,
        Self::LoginCode,
        Self::Secret,
        Self::FreeText,
    ];

    /// The class in plain English, with its article.
    #[must_use]
    pub const fn label(self) -> Word {
        match self {
            Self::Name => word!("a person's name"),
            Self::FirstName => word!("a first name"),
            Self::Email => word!("an e-mail address"),
            Self::Phone => word!("a phone number"),
            Self::Address => word!("a postal address"),
            Self::BirthDate => word!("a date of birth"),
            Self::IpAddress => word!("an IP address"),
            Self::GovId => word!("an identity number"),
            Self::Finance => word!("bank details"),
            Self::Card => word!("payment card details"),
            Self::Health => word!("health data"),
            Self::Special => word!("specially protected personal data"),
            Self::Password => word!("a password"),
            Self::LoginCode => word!("a login code or link"),
            Self::Secret => word!("a key or token"),
            Self::FreeText => word!("a whole mail, message or other text"),
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A set of [`Class`]es.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u32);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// What is about a person.
    pub const PERSONAL: Self = Self::of(&[
        Class::Name,
        Class::FirstName,
        Class::Email,
        Class::Phone,
        Class::Address,
        Class::BirthDate,
        Class::IpAddress,
        Class::GovId,
        Class::Finance,
        Class::Card,
        Class::Health,
        Class::Special,
    ]);

    /// Personal data whose loss harms most.
    pub const SENSITIVE: Self = Self::of(&[Class::GovId, Class::Finance, Class::Card, Class::Health, Class::Special]);

    /// What opens an account.
    pub const CREDENTIAL: Self = Self::of(&[Class::Password, Class::LoginCode, Class::Secret]);

    /// The set of the listed classes.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut rest = classes;
        while let Some((class, others)) = rest.split_first() {
            bits |= class.bit();
            rest = others;
        }
        Self(bits)
    }

    /// Adds a class.
    pub const fn insert(&mut self, class: Class) {
        self.0 |= class.bit();
    }

    /// Whether the class is in the set.
    #[must_use]
    pub const fn contains(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets share a class.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no class in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many classes are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The classes in order.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |class| self.contains(*class))
    }
}

impl From<Class> for Classes {
    fn from(class: Class) -> Self {
        Self(class.bit())
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        classes.into_iter().fold(Self::NONE, |set, class| set.union(class.into()))
    }
}

impl Extend<Class> for Classes {
    fn extend<I: IntoIterator<Item = Class>>(&mut self, classes: I) {
        *self = self.union(classes.into_iter().collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set: Classes = [Class::Phone, Class::Email].into_iter().collect();
        assert_eq!(set, Classes::of(&[Class::Email, Class::Phone]));
        assert!(!set.intersects(Classes::SENSITIVE));
        set.insert(Class::Card);
        assert!(set.intersects(Classes::SENSITIVE));
        assert_eq!(set.iter().collect::<Vec<_>>(), [Class::Email, Class::Phone, Class::Card]);
        assert_eq!(set.len(), 3);
        assert_eq!(set.without(Classes::SENSITIVE).len(), 2);
        assert_eq!(set.intersection(Classes::SENSITIVE), Class::Card.into());
        assert!(Classes::NONE.is_empty());
    }

    #[test]
    fn every_class_is_listed_once() {
        assert_eq!(Class::ALL.into_iter().collect::<Classes>().len(), Class::ALL.len());
        for (at, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, at);
            assert!(class.label().english().is_ascii());
        }
    }
}
