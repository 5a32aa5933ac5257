//! Language models that are asked by a request of one's own, not by an app.

use super::{StepFacts, targets};
use crate::apps::{self, Destination};

/// Whom a host belongs to. A host that begins with a dot stands for all below it.
const HOSTS: [(&str, &str); 17] = [
    ("api.openai.com", "OpenAI"),
    (".openai.azure.com", "Azure OpenAI"),
    ("api.anthropic.com", "Anthropic"),
    ("generativelanguage.googleapis.com", "Google Gemini"),
    ("aiplatform.googleapis.com", "Google Vertex AI"),
    ("-aiplatform.googleapis.com", "Google Vertex AI"),
    ("api.mistral.ai", "Mistral AI"),
    ("api.groq.com", "Groq"),
    ("api.perplexity.ai", "Perplexity"),
    ("openrouter.ai", "OpenRouter"),
    ("api.deepseek.com", "DeepSeek"),
    ("api.x.ai", "xAI"),
    ("api.cohere.ai", "Cohere"),
    ("api.cohere.com", "Cohere"),
    ("api.together.xyz", "Together AI"),
    ("api-inference.huggingface.co", "Hugging Face"),
    ("api.replicate.com", "Replicate"),
];

impl StepFacts<'_> {
    /// The language model that the step asks, by its app or by a request to the provider's own address: its name for
    /// people.
    #[must_use]
    pub fn asks_ai(&self) -> Option<String> {
        if self.destination == Some(Destination::Ai) {
            return Some(apps::app_name(self.step));
        }
        self.asks_provider().map(str::to_owned)
    }

    /// Whether it asks a language model, in either way.
    #[must_use]
    pub fn is_ai(&self) -> bool {
        self.destination == Some(Destination::Ai) || self.asks_provider().is_some()
    }

    fn asks_provider(&self) -> Option<&'static str> {
        if !self.calls_http() {
            return None;
        }
        targets(self).iter().find_map(|target| provider(target.address.fixed_host()?))
    }
}

/// The hosts of language models, without what may stand before them.
pub(crate) fn ai_hosts() -> impl Iterator<Item = &'static str> {
    HOSTS.iter().map(|(host, _)| host.trim_start_matches(['.', '-']))
}

/// Whose language model answers at this host.
pub(crate) fn provider(host: &str) -> Option<&'static str> {
    let is_of = |known: &str| host == known || (known.starts_with(['.', '-']) && host.ends_with(known));
    HOSTS.iter().find(|(known, _)| is_of(known)).map(|&(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::provider;

    #[test]
    fn providers_are_known_by_host() {
        assert_eq!(provider("api.openai.com"), Some("OpenAI"));
        assert_eq!(provider("our-model.openai.azure.com"), Some("Azure OpenAI"));
        assert_eq!(provider("europe-west1-aiplatform.googleapis.com"), Some("Google Vertex AI"));
        for other in ["openai.com.example.net", "api.notopenai.com", "status.openai.com", "sheets.googleapis.com"] {
            assert_eq!(provider(other), None, "{other}");
        }
    }
}
