//! Passwords that anybody would try first.

use crate::{letters::lowercase, word, words::Word};

/// Passwords from the published lists of the most used ones, and the defaults of devices; lower case.
const COMMON: &str = "\
    123456 password 123456789 12345678 12345 1234567 1234567890 qwerty abc123 111111 123123 password1 1234 iloveyou \
    000000 admin letmein welcome monkey dragon football baseball sunshine princess master shadow superman michael \
    ashley bailey passw0rd charlie donald login starwars freedom whatever qwerty123 trustno1 654321 jordan harley \
    password123 qazwsx 1q2w3e4r 1q2w3e 1qaz2wsx zaq12wsx 121212 666666 7777777 888888 987654321 555555 222222 333333 \
    112233 123321 123qwe qwe123 asdfgh asdf asdfghjkl zxcvbn zxcvbnm qwertyuiop q1w2e3r4 1234qwer qwer1234 aa123456 \
    abcd1234 abcdef abc123456 a123456 p@ssw0rd p@ssword pass pass123 pass1234 passpass changeme changeme123 change123 \
    default guest root toor test test123 test1234 testing testtest temp temp123 temppass temporary demo demo123 \
    welcome1 welcome01 welcome12 welcome123 welcome1234 welcome2023 welcome2024 welcome2025 welcome2026 hello hello123 \
    secret secret123 admin1 admin123 admin1234 administrator admin@123 root123 user user123 username letmein1 letmein123 \
    summer winter spring autumn summer1 winter1 summer2023 summer2024 summer2025 summer2026 winter2023 winter2024 \
    winter2025 winter2026 spring2024 spring2025 spring2026 autumn2024 autumn2025 computer internet google facebook \
    samsung apple microsoft windows linux ubuntu oracle cisco mysql postgres server service support manager office \
    company business customer employee newuser newemployee onboarding firstlogin start start123 initial initial1 \
    initial123 nopassword mypassword yourpassword password12 password1234 password12345 password2 password2023 \
    password2024 password2025 password2026 password! password1! password123! p@ssw0rd1 p@ssw0rd123 passw0rd1 passw0rd123 \
    welcome! welcome1! welcome123! qwerty1 qwerty12 qwerty1234 qwerty12345 qwertz qwertz123 azerty azerty123 hallo \
    hallo123 passwort passwort1 passwort123 geheim geheim123 schatz sommer sommer123 willkommen willkommen1 \
    motdepasse bonjour soleil doudou loulou contrasena contraseña hola hola123 senha senha123 brasil \
    ciao juventus wachtwoord welkom welkom01 welkom123 haslo haslo123 polska polska1 matrix killer hunter hunter2 \
    jessica jennifer nicole daniel thomas robert andrew joshua matthew anthony george maggie ginger pepper cookie cheese \
    banana orange chocolate butterfly flower purple summer123 soccer hockey basketball liverpool chelsea arsenal \
    pokemon naruto batman spiderman ninja mustang ferrari porsche mercedes access access14 qweasd qweasdzxc 1qazxsw2 \
    147258369 159753 789456123 102030 696969 131313 101010 11111111 88888888 00000000 12341234 87654321 0987654321 \
    012345678 0123456789 zapier zapier123";

/// A password shorter than this can be guessed by trying.
const SHORTEST: usize = 12;

/// What is wrong with a password, as the end of "This password …"; `None` if nothing is seen.
#[must_use]
pub fn weakness(password: &str, user: Option<&str>) -> Option<Word> {
    let lower = lowercase(password.trim());
    let is_common = |word: &str| COMMON.split_ascii_whitespace().any(|common| common == word);
    if lower.is_empty() {
        return None;
    }
    if user.is_some_and(|user| is_users(&lower, &lowercase(user.trim()))) {
        return Some(word!("is the user name"));
    }
    // `Welcome@2024!` is `welcome` to those who try.
    let word = lower.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter.is_ascii_punctuation());
    if is_common(&lower) || is_common(word) && lower.len() - word.len() <= 8 {
        return Some(word!("is one of the passwords everybody tries first"));
    }
    let mut letters = lower.chars();
    let first = letters.next();
    if letters.all(|letter| Some(letter) == first) {
        return Some(word!("is one character again and again"));
    }
    if lower.len() < 20 && lower.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(word!("is made of digits alone"));
    }
    (password.trim().chars().count() < SHORTEST).then_some(word!("is shorter than 12 characters"))
}

fn is_users(password: &str, user: &str) -> bool {
    let local = user.split('@').next().unwrap_or(user);
    !user.is_empty() && (password == user || (!local.is_empty() && password == local))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weak_passwords_are_told_with_the_reason() {
        for (password, user, word) in [
            ("Welcome1", None, "tries first"),
            ("Password123!", None, "tries first"),
            ("svc-user", Some("svc-user"), "user name"),
            ("anna", Some("anna@acme.test"), "user name"),
            ("Xk9!pQ2z", None, "shorter"),
            ("aaaaaaaaaaaaaaaa", None, "again"),
            ("Welcome@2024!", None, "tries first"),
            ("password123456", None, "tries first"),
            ("482915770316452", None, "digits"),
            ("p\u{e4}ssw\u{f6}rter", None, "shorter"),
        ] {
            assert!(weakness(password, user).is_some_and(|reason| reason.english().contains(word)), "{password}");
        }
        assert_eq!(weakness("Xk9!pQ2zLm4#Rt7vBn1@Ws5y", Some("svc-user")), None);
        assert_eq!(weakness("", Some("")), None);
    }

    proptest! {
        #[test]
        fn any_password_can_be_asked(password in ".{0,40}", user in ".{0,20}") {
            let _ = weakness(&password, Some(&user));
        }
    }
}
