//! What the browser keeps for Zaplint: texts under keys, and the company's settings.

use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::notebook::{Company, Save};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    fn local_get(keys: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = getKeys, catch)]
    fn local_keys() -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    fn local_set(items: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    fn local_remove(keys: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    fn managed_get(keys: &JsValue) -> Result<Promise, JsValue>;
}

/// Everything that is kept; nothing where the browser gives nothing.
pub(super) async fn read_all() -> Vec<(String, String)> {
    texts(settled(local_get(&JsValue::NULL)).await)
}

/// What is kept under these keys. The browser is asked at once, not only when it is waited for.
pub(super) fn read<K: AsRef<str>>(keys: &[K]) -> impl Future<Output = Vec<(String, String)>> + use<K> {
    let keys: Array = keys.iter().map(|key| JsValue::from_str(key.as_ref())).collect();
    let asked = local_get(&keys);
    async { texts(settled(asked).await) }
}

/// The keys of everything that is kept; `None` where the browser does not tell them without all that is under them (Firefox 142).
/// It is asked at once.
pub(super) fn keys() -> impl Future<Output = Option<Vec<String>>> {
    let asked = local_keys();
    async {
        let keys = settled(asked).await.ok()?;
        Some(keys.dyn_ref::<Array>()?.iter().filter_map(|key| key.as_string()).collect())
    }
}

fn texts(items: Result<JsValue, JsValue>) -> Vec<(String, String)> {
    let items = items.unwrap_or(JsValue::UNDEFINED);
    let Some(items) = items.dyn_ref::<Object>() else { return Vec::new() };
    let text = |value: JsValue| value.as_string().unwrap_or_else(|| json(&value));
    let entry = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, text(pair.get(1))))
    };
    Object::entries(items).iter().filter_map(entry).collect()
}

/// Writes and deletes; gives whether the browser did.
pub(super) async fn write(saves: &[Save]) -> bool {
    let (items, gone) = (Object::new(), Array::new());
    for Save { key, text } in saves {
        match text {
            Some(text) => drop(Reflect::set(&items, &key.as_str().into(), &text.as_str().into())),
            None => drop(gone.push(&key.as_str().into())),
        }
    }
    // First what is new, so that nothing is lost between the two.
    let written = Object::keys(&items).length() == 0 || settled(local_set(&items)).await.is_ok();
    let removed = gone.length() == 0 || settled(local_remove(&gone)).await.is_ok();
    written && removed
}

/// What the company has set; nothing where there is no company. The browser is asked at once, not only when it is waited for.
pub(super) fn company() -> impl Future<Output = Company> {
    let text = company_text();
    async { text.await.map_or_else(Company::default, |text| Company::read(&text)) }
}

/// The same as JSON.
pub(super) fn company_text() -> impl Future<Output = Option<String>> {
    // Listened to at once as well: what has come by then is there at the first poll.
    let asked = managed_get(&JsValue::NULL).map(JsFuture::from);
    async {
        let items = (async { asked?.await }).await;
        items.ok().filter(JsValue::is_object).map(|items| json(&items))
    }
}

async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
